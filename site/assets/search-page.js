// The results page: what is asked stands in the address, what is found is drawn below the box.
//
// The address is the state: ?q=…&level=county&level=city&page=2. Typing rewrites it in place; sending the form,
// choosing a facet and turning a page make a step that the back button undoes.

import { ask, element, evidence, face, marked, whenTyped } from "./search-box.js";

const PER_PAGE = 20;
const SHOWN = 12; // values of a facet before the rest is asked for
const PAUSE = 200; // milliseconds of rest before a question is asked
const HURRY = 400; // after so many milliseconds the page says that it is looking
const PATIENCE = 20_000; // after so many it gives up; search.js itself gives up on a single file sooner
const FACETS = ["level", "field", "honour", "year", "region", "kind"];

const page = document.querySelector("[data-search-page]");
const part = (name) => page.querySelector(`[data-search-${name}]`);
const form = page.querySelector("[data-find]");
const input = form.elements.q;
const [chips, count, sheet, browse, choices, startPart, results] = [
  "chips", "count", "sheet", "browse", "facets", "start", "results",
].map(part);

const labels = labelsOfPage();
const widened = new Set(); // facets of which all values are shown
const title = document.title;
const siteName = title.split(" · ").at(-1);

let state = readAddress();
let settled = addressOf(state); // the address of the last step; typing rewrites the one that follows it
let asking = null;

/** The labels of facets and of their first values, from the side column that the page came with. */
function labelsOfPage() {
  const known = new Map();
  for (const link of browse.querySelectorAll("a[href]")) {
    const [, facet, value] = new URL(link.href).pathname.match(/\/by\/([^/]+)\/(?:([^/]+)\/)?$/) ?? [];
    if (!facet || link.closest(".more")) continue;
    known.set(value ? `${facet}/${value}` : facet, (value ? link.firstChild : link).textContent.trim());
  }
  return known;
}

// ---- The address ----------------------------------------------------------------------------------------------------

function readAddress() {
  const said = new URLSearchParams(location.search);
  const filters = {};
  for (const facet of FACETS) {
    const values = [...new Set(said.getAll(facet).filter(Boolean))];
    if (values.length) filters[facet] = values;
  }
  const number = Number.parseInt(said.get("page") ?? "1", 10);
  return { query: said.get("q") ?? "", filters, number: number > 0 ? number : 1 };
}

function addressOf({ query, filters, number }) {
  const said = new URLSearchParams();
  if (query) said.set("q", query);
  for (const facet of FACETS) for (const value of filters[facet] ?? []) said.append(facet, value);
  if (number > 1) said.set("page", String(number));
  const text = said.toString();
  return location.pathname + (text ? `?${text}` : "");
}

/** A step that the back button undoes. */
function step(next) {
  settled = addressOf(next);
  if (settled !== location.pathname + location.search) history.pushState(null, "", settled);
  state = next;
  return show();
}

/** The filters with `value` put in, or taken out if it was there. */
function toggled(filters, facet, value) {
  const values = filters[facet] ?? [];
  const kept = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  const { [facet]: _old, ...others } = filters;
  return kept.length ? { ...others, [facet]: kept } : others;
}

const chosen = () => FACETS.flatMap((facet) => (state.filters[facet] ?? []).map((value) => ({ facet, value })));
const labelOf = (facet, value) => labels.get(`${facet}/${value}`) ?? value;

// ---- Asking ---------------------------------------------------------------------------------------------------------

async function show() {
  asking?.abort();
  const own = (asking = new AbortController());
  const { query, filters, number } = state;
  document.title = query.trim() ? `${query.trim()} · 搜索 · ${siteName}` : title;
  drawChips();
  if (!query.trim() && !chosen().length) return start();

  const hurry = setTimeout(() => {
    page.setAttribute("aria-busy", "true");
    tell("正在查找…");
  }, HURRY);
  let patience = 0;
  const tired = new Promise((_done, fail) => {
    patience = setTimeout(() => fail(new Error("no answer")), PATIENCE);
  });
  try {
    const part = { limit: PER_PAGE, offset: (number - 1) * PER_PAGE };
    const asked = ask(query, { ...part, filters, facets: true, excerpts: true, signal: own.signal });
    const answer = await Promise.race([asked, tired]);
    if (own.signal.aborted) return;
    // The address may name a page that is not there, since a record has gone or the total was an upper bound.
    if (!answer.results.length && number > 1) {
      state = { ...state, number: 1 };
      settled = addressOf(state);
      history.replaceState(null, "", settled);
      await show();
      return;
    }
    draw(answer);
  } catch (error) {
    if (own.signal.aborted) return;
    own.abort();
    drawFailure(error);
  } finally {
    clearTimeout(hurry);
    clearTimeout(patience);
    if (own === asking) page.removeAttribute("aria-busy");
  }
}

function start() {
  document.documentElement.classList.remove("asked");
  tell("");
  startPart.hidden = false;
  results.hidden = true;
  results.replaceChildren();
  drawSheet(null);
}

function present(...children) {
  document.documentElement.classList.remove("asked");
  startPart.hidden = true;
  results.hidden = false;
  results.replaceChildren(...children);
}

/** What the line above the results says; `twice` if a heading says it too and only listeners need it. */
function tell(words, { twice = false } = {}) {
  count.replaceChildren(words);
  count.classList.toggle("visually-hidden", twice);
}

// ---- Drawing --------------------------------------------------------------------------------------------------------

const link = (className, href, ...children) => Object.assign(element("a", className, ...children), { href });

function button(className, act, ...children) {
  const made = element("button", className, ...children);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

/** A link to another state of this page, which a plain click reaches without loading the page anew. */
function stateLink(className, next, ...children) {
  const made = link(className, addressOf(next), ...children);
  made.addEventListener("click", async (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    input.value = next.query;
    await step(next);
    results.focus({ preventScroll: true });
    page.scrollIntoView();
  });
  return made;
}

function draw(answer) {
  for (const { id, label, values } of answer.facets ?? []) {
    labels.set(id, label);
    for (const value of values) labels.set(`${id}/${value.id}`, value.label);
  }
  const pages = Math.ceil(answer.total / PER_PAGE);
  const total = element("b", "", String(answer.total));
  const where = pages > 1 ? `，第 ${state.number}/${pages} 页` : "";
  if (answer.results.length) {
    tell(element("span", "", answer.exact ? "共 " : "最多 ", total, ` 条${where}`));
    present(element("div", "rows", ...answer.results.map(row)), ...(pages > 1 ? [pager(pages)] : []));
  } else {
    tell("没有找到", { twice: true });
    drawNothing();
  }
  drawChips();
  drawSheet(answer);
}

/** A result as a row of a list, in the form of templates/site/pieces/row.html. */
function row(result) {
  const { shown } = result;
  const found = evidence(result);
  const text = element(
    "div",
    "row__text",
    element("h2", "row__name", link("", result.url, marked(shown.name))),
    element("p", "row__unit", marked(shown.unit)),
    element("p", found ? "row__summary row__summary--found" : "row__summary", marked(found ?? shown.summary)),
  );
  const honour = element("p", "row__honour");
  if (shown.honour.length) honour.append(element("span", "", marked(shown.honour)), " ");
  if (shown.honour.length && result.honour.on) honour.append(element("b", "", result.honour.on.slice(0, 4)));
  return element("article", "row", face(result, "row__face", 56, 70), text, honour);
}

/** The first page, the last, and two on either side, with gaps between, as on the list pages. */
function pager(pages) {
  const here = state.number;
  const nav = element("nav", "pager");
  nav.setAttribute("aria-label", "翻页");
  const to = (number, words) => stateLink("", { ...state, number }, words);
  if (here > 1) nav.append(Object.assign(to(here - 1, "上一页"), { rel: "prev" }));
  const near = [1, here - 2, here - 1, here, here + 1, here + 2, pages].filter((n) => n >= 1 && n <= pages);
  let before = 0;
  for (const number of [...new Set(near)].sort((a, b) => a - b)) {
    if (number - before > 1) nav.append(element("span", "", "…"));
    const made = to(number, String(number));
    if (number === here) made.setAttribute("aria-current", "page");
    nav.append(made);
    before = number;
  }
  if (here < pages) nav.append(Object.assign(to(here + 1, "下一页"), { rel: "next" }));
  return nav;
}

function drawNothing() {
  const ways = element("ul", "");
  const way = (...children) => ways.append(element("li", "", ...children));
  const words = (state.query.match(/-?(?:"[^"]*"?|“[^”]*”?|\S+)/gu) ?? []).filter((word) => !word.startsWith("-"));
  if (chosen().length && state.query.trim()) {
    way("现在只在选定的分类里找。", stateLink("", { ...state, filters: {}, number: 1 }, "在全部典型里找"));
  }
  if (words.length > 1) {
    const each = words.slice(0, 4).flatMap((word) => [
      stateLink("", { query: word, filters: {}, number: 1 }, word), " ",
    ]);
    way("几个词要同时出现。只用其中一个词试试：", ...each);
  }
  way("换个说法，或少写几个字：只写姓，或单位的简称。");
  way("不知道是哪个字，就写拼音或首字母，例如 zhangsan、zs。");
  const all = link("button button--strong", new URL("../exemplars/", location.href).href, "浏览全部典型");
  present(element("section", "empty", element("h2", "", "没有找到"), ways, element("p", "empty__ways", all)));
}

function drawFailure(error) {
  const again = button("button button--strong", async () => {
    again.disabled = true;
    again.textContent = "正在再试…";
    await show();
    results.focus({ preventScroll: true });
  }, "再试一次");
  const all = link("button", new URL("../exemplars/", location.href).href, "浏览全部典型");
  const section = element(
    "section",
    "empty",
    element("h2", "", "搜索没有成功"),
    element("p", "", "查找时要用的文件没有全部取到，可能是网络中断，或网站正在更新。要找的内容还在，请稍后再试，或按分类浏览。"),
    element("p", "empty__ways", again, all),
  );
  if (error.name === "SearchUnavailable" && error.message) {
    section.append(element("p", "note", error.message));
  }
  tell("搜索没有成功", { twice: true });
  present(section);
  drawSheet(null);
}

function drawChips() {
  const made = chosen().map(({ facet, value }) => {
    const words = `${labels.get(facet) ?? facet}：${labelOf(facet, value)}`;
    const chip = button("chip", () => choose(facet, value), words);
    chip.setAttribute("aria-label", `去掉 ${words}`);
    return element("li", "", chip);
  });
  if (made.length > 1) {
    const clear = () => {
      step({ ...state, filters: {}, number: 1 });
      input.focus();
    };
    made.push(element("li", "", button("chip chip--all", clear, "全部去掉")));
  }
  chips.replaceChildren(...made);
  chips.hidden = made.length === 0;
}

async function choose(facet, value) {
  const removed = document.activeElement?.closest(".chip");
  await step({ ...state, filters: toggled(state.filters, facet, value), number: 1 });
  if (removed) (chips.querySelector("button") ?? input).focus();
}

/** The side column: the facets of an answer to choose from, or the links that the page came with. */
function drawSheet(answer) {
  const some = chosen().length;
  browse.hidden = Boolean(answer);
  choices.hidden = !answer;
  sheet.textContent = answer ? (some ? `筛选（已选 ${some} 项）` : "筛选") : "分类";
  sheet.closest("aside").setAttribute("aria-label", answer ? "筛选" : "分类");
  if (!answer) {
    choices.replaceChildren();
    return;
  }
  const focused = choices.contains(document.activeElement) ? document.activeElement.id : "";
  const done = button("button facets__done", () => {
    sheet.closest("details").open = false;
    results.focus();
  }, answer.exact ? `看 ${answer.total} 条结果` : "看结果");
  const groups = (answer.facets ?? []).map(group).filter(Boolean);
  choices.replaceChildren(...groups, done);
  if (focused) document.getElementById(focused)?.focus();
}

function group({ id, label, values }) {
  const selected = new Set(state.filters[id] ?? []);
  const listed = new Set(values.map((value) => value.id));
  // What was chosen stays to be seen, also where nothing is left of it.
  const gone = [...selected].filter((value) => !listed.has(value));
  const all = [...values, ...gone.map((value) => ({ id: value, label: labelOf(id, value), count: 0 }))];
  if (!all.length) return null;
  const wide = widened.has(id) || all.length <= SHOWN + 1;
  const shown = wide ? all : all.filter((value, place) => place < SHOWN || selected.has(value.id));
  const heading = element("h2", "", label);
  heading.id = `facet-${id}`;
  const list = element("ul", "", ...shown.map((value) => choice(id, value, selected.has(value.id))));
  const made = element("section", "", heading, list);
  made.setAttribute("role", "group");
  made.setAttribute("aria-labelledby", heading.id);
  if (!wide) {
    const widen = () => {
      widened.add(id);
      const whole = group({ id, label, values });
      made.replaceWith(whole);
      whole.querySelectorAll("input")[SHOWN]?.focus();
    };
    made.append(element("p", "more", button("link", widen, `全部 ${all.length} 项`)));
  }
  return made;
}

function choice(facet, { id, label, count: bearers }, on) {
  const box = Object.assign(element("input", ""), { type: "checkbox", id: `facet-${facet}-${id}`, checked: on });
  box.addEventListener("change", () => choose(facet, id));
  return element("li", "", element("label", "choice", box, label, " ", element("span", "", String(bearers))));
}

// ---- Beginning ------------------------------------------------------------------------------------------------------

input.value = state.query;
page.setAttribute("data-ready", "");

const typed = whenTyped(input, PAUSE, () => {
  if (input.value === state.query) return;
  state = { ...state, query: input.value, number: 1 };
  history.replaceState(null, "", addressOf(state));
  show();
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  typed.stop();
  const next = { ...state, query: input.value, number: input.value === state.query ? state.number : 1 };
  // What was typed on the way to this question is no step of its own: back leads to the question before it.
  if (addressOf(next) !== settled) history.replaceState(null, "", settled);
  step(next);
});

startPart.querySelectorAll('a[href^="?"]').forEach((example) => {
  const query = new URL(example.href).searchParams.get("q");
  example.replaceWith(stateLink(example.className, { query, filters: {}, number: 1 }, example.textContent));
});

addEventListener("popstate", () => {
  typed.stop();
  state = readAddress();
  settled = addressOf(state);
  input.value = state.query;
  show();
});

// Whoever comes back from a record finds the list where it was left. Browsers try before there is a list.
addEventListener("pagehide", () => history.replaceState({ top: scrollY }, ""));
const [visit] = performance.getEntriesByType("navigation");
const left = visit?.type === "back_forward" || visit?.type === "reload" ? history.state?.top : 0;

await show();
if (left) scrollTo({ top: left, behavior: "instant" });
