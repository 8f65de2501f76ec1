// The search box: suggestions while one types. Without this script Enter leads to the results page all the same.
//
// What comes from a record or a query is put into the page as text nodes, never as HTML.

const ROOT = new URL("../", import.meta.url);
const PAUSE = 150; // milliseconds of rest before a question is asked
const SUGGESTED = 6;
const LEAD = 10; // characters before the first hit in a line of the list

let engine = null;
let failures = 0;

/** The search itself, loaded when a box is first used. Browsers remember that a module did not load, so after a
    failure it is asked for under another address. */
export function load() {
  engine ??= import(failures ? `./search.js?${failures}` : "./search.js").catch((error) => {
    engine = null;
    failures += 1;
    throw error;
  });
  return engine;
}

/** The answer of search.js to `query`; throws what it throws, or what kept it from loading. */
export async function ask(query, options) {
  const { search } = await load();
  return search(query, options);
}

/** An element of `name` with a class and children; strings become text. */
export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A text in fragments [[words, hit], …], the hits marked. */
export function marked(fragments) {
  const text = document.createDocumentFragment();
  for (const [words, hit] of fragments) text.append(hit ? element("mark", "", words) : words);
  return text;
}

const hasHit = (fragments) => Boolean(fragments?.some(([, hit]) => hit));

/** Where of a result the words were found, if its name, unit and honour do not show it; or null. */
export function evidence({ shown }) {
  if (hasHit(shown.excerpt)) return shown.excerpt;
  const seen = [shown.name, shown.unit, shown.honour].some(hasHit);
  return !seen && hasHit(shown.summary) ? shown.summary : null;
}

/** The portrait of a result, or the monogram that stands for it. */
export function face(result, className, width, height) {
  if (!result.photo) {
    const mark = element("span", className, result.monogram);
    mark.setAttribute("aria-hidden", "true");
    return mark;
  }
  const image = element("img", className);
  Object.assign(image, { src: new URL("thumb.jpg", result.url).href, width, height, alt: "", loading: "lazy" });
  return image;
}

/** The address of the results page for `query`. */
export function resultsAddress(query) {
  const address = new URL("search/", ROOT);
  address.searchParams.set("q", query);
  return address.href;
}

/** Whether a key press belongs to a composition. Safari reports the Enter that ends one after its end, as 229. */
const composes = (event) => event.isComposing || event.keyCode === 229;

/** Calls `act` when `input` has rested, and never while characters are being composed; `stop()` calls it off. */
export function whenTyped(input, pause, act) {
  let timer = 0;
  let composing = false;
  const stop = () => clearTimeout(timer);
  const soon = () => {
    stop();
    timer = setTimeout(act, pause);
  };
  input.addEventListener("compositionstart", () => {
    composing = true;
    stop();
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    soon();
  });
  input.addEventListener("input", (event) => {
    if (!composing && !event.isComposing) soon();
  });
  // Enter ends the composition; it does not send the form.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && composes(event)) event.preventDefault();
  });
  return { stop };
}

/** Suggestions under a box, as a combobox with a listbox (ARIA Authoring Practices 1.2). */
function suggest(form) {
  const input = form.elements.q;
  const list = element("div", "find__list");
  const note = element("p", "find__note");
  const sheet = element("div", "find__sheet", list, note);
  const said = element("p", "visually-hidden");
  let options = [];
  let active = -1;
  let asking = null;
  let shownFor = "";

  list.id = `${input.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "搜索建议");
  said.setAttribute("role", "status");
  sheet.hidden = true;
  form.append(sheet, said);
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }

  const isOpen = () => !sheet.hidden;

  function choose(number) {
    options[active]?.setAttribute("aria-selected", "false");
    active = number;
    const option = options[active];
    if (!option) {
      input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  }

  function open() {
    sheet.hidden = false;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  function close() {
    typed.stop();
    asking?.abort();
    sheet.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  /** Show these options, or where there are none the words of `notice`. */
  function show(made, notice) {
    choose(-1);
    options = made;
    options.forEach((option, number) => {
      option.id = `${list.id}-${number}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
    });
    list.replaceChildren(...options);
    list.hidden = options.length === 0;
    note.replaceChildren(...notice);
    note.hidden = notice.length === 0;
    open();
  }

  async function answer() {
    const query = input.value.trim();
    asking?.abort();
    if (!query) {
      shownFor = "";
      close();
      return;
    }
    const own = (asking = new AbortController());
    const overtaken = () => own.signal.aborted;
    try {
      const found = await ask(query, { limit: SUGGESTED, signal: own.signal });
      if (overtaken()) return;
      shownFor = query;
      if (found.results.length === 0) {
        show([], ["没有找到。按回车看看还可以怎么找。"]);
      } else {
        const all = found.exact ? `查看全部 ${found.total} 条结果` : `查看全部结果，最多 ${found.total} 条`;
        const last = element("a", "find__all", all);
        last.href = resultsAddress(query);
        show([...found.results.map(suggestion), last], []);
      }
      said.textContent = options.length ? `${found.results.length} 条建议，按上下键选择` : "没有找到";
    } catch {
      if (overtaken()) return;
      shownFor = "";
      const browse = element("a", "", "浏览全部典型");
      browse.href = new URL("exemplars/", ROOT).href;
      show([], ["搜索暂时不能用，可以", browse, "。"]);
      said.textContent = "搜索暂时不能用";
    }
  }

  const typed = whenTyped(input, PAUSE, answer);

  const moves = {
    ArrowDown: () => choose(active + 1 < options.length ? active + 1 : -1),
    ArrowUp: () => choose(active < 0 ? options.length - 1 : active - 1),
  };

  input.addEventListener("keydown", (event) => {
    if (composes(event) || event.ctrlKey || event.metaKey) return;
    if (event.key in moves && !event.altKey) {
      event.preventDefault();
      if (isOpen() && options.length) {
        moves[event.key]();
      } else if (options.length && shownFor && shownFor === input.value.trim()) {
        open();
      } else {
        typed.stop();
        answer();
      }
    } else if (event.key === "Enter" && isOpen() && options[active]) {
      event.preventDefault();
      options[active].click();
    } else if (event.key === "Escape" && (isOpen() || input.value)) {
      event.preventDefault();
      if (isOpen()) close();
      else input.value = "";
    } else if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(event.key)) {
      choose(-1); // these move in the text
    }
  });

  input.addEventListener("focus", () => load().catch(() => {}));
  form.addEventListener("submit", close);
  // A press on the list keeps the focus in the box, so that the list is still there when the press ends.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  document.addEventListener("pointerdown", (event) => {
    if (isOpen() && !form.contains(event.target)) close();
  });
  addEventListener("pageshow", close);
}

/** A text whose first hit stands near its beginning, since a line of the list has room for a few words only. */
function fromHit(fragments) {
  const [[words, hit], ...rest] = fragments;
  const characters = [...words];
  if (hit || characters.length <= LEAD) return fragments;
  return [[`…${characters.slice(-LEAD).join("")}`, false], ...rest];
}

function suggestion(result) {
  const { shown } = result;
  const found = evidence(result);
  const line = [shown.unit, shown.honour, shown.summary].find((text) => text.length);
  const where = marked(found ? fromHit(found) : line);
  const made = element(
    "a",
    "find__option",
    face(result, "row__face", 36, 45),
    element("span", "find__name", marked(shown.name)),
    element("span", "find__where", where),
  );
  made.href = result.url;
  return made;
}

/** On a phone the box of the band folds to a lens. It is a link to the results page until this makes it a button. */
function unfold(lens) {
  const band = lens.closest(".band");
  const form = band.querySelector("[data-find]");
  form.id ||= "find-form";
  lens.setAttribute("role", "button");
  lens.setAttribute("aria-controls", form.id);
  lens.setAttribute("aria-expanded", "false");
  const toggle = () => {
    const on = band.toggleAttribute("data-finding");
    lens.setAttribute("aria-expanded", String(on));
    if (on) form.elements.q.focus();
  };
  lens.addEventListener("click", (event) => {
    event.preventDefault();
    toggle();
  });
  lens.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle();
  });
}

/** "/" goes to the box from anywhere, unless one is writing. */
function slash(event) {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || composes(event)) return;
  if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const input = document.querySelector("[data-find]")?.elements.q;
  if (!input) return;
  event.preventDefault();
  if (input.offsetParent === null) document.querySelector("[data-find-open]")?.click();
  input.focus();
  input.select();
}

document.querySelectorAll('[data-find]:not([data-find="live"])').forEach(suggest);
document.querySelectorAll("[data-find-open]").forEach(unfold);
document.addEventListener("keydown", slash);
