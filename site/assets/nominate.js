// The nomination form: checks what is typed with the record's own schema, and makes a record.md. It sends nothing.

import { privateNumbers } from "./private-number.js";
import { validate } from "./record-schema.js";
import { marks, paragraphs, recordText } from "./record-text.js";

const KEPT = "nomination";
const LONGEST_LETTER = 1900; // characters of an address; mail programs on Windows take about 2,000
const SORTS = { identity: "身份证号", mobile: "手机号", card: "银行卡号" };
const PARTS = { sources: ["title", "publisher", "on", "url"], honours: ["title", "by", "on", "document"] };
const ADDRESS = /^https?:\/\/[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*(?::[0-9]{1,5})?(?:[/?#][^\s<>"\\^`{|}“”‘’。，；、]*)?$/u;

const page = document.querySelector("[data-nominate]");
const form = page.querySelector("[data-nominate-form]");
const made = page.querySelector("[data-made]");
const { schema, summary: [SHORTEST, LONGEST] } = JSON.parse(page.querySelector("[data-nominate-data]").textContent);
const byId = (id) => document.getElementById(id);
const status = form.querySelector("[data-status]");
let asked = false; // whether the form was sent once; from then on each field is checked when it is left

/* ---- Several of a kind ---- */

function add(sort) {
  const list = form.querySelector(`[data-several="${sort}"]`);
  list.append(page.querySelector(`[data-one="${sort}"]`).content.cloneNode(true));
  number(list);
  return list.lastElementChild;
}

/** Numbers the entries of a list, in their legends and in the ids of their fields. */
function number(list) {
  const sort = list.dataset.several;
  [...list.children].forEach((one, place) => {
    one.querySelector("[data-number]").textContent = String(place + 1);
    one.querySelector("[data-remove]").hidden = list.children.length <= Number(list.dataset.least);
    for (const element of one.querySelectorAll("[id], [for], [data-ask], [aria-describedby]")) {
      for (const name of ["id", "for", "name", "data-ask", "aria-describedby"]) {
        const said = element.getAttribute(name);
        if (said) element.setAttribute(name, said.replace(new RegExp(`${sort}-(?:N|\\d+)-`, "g"), `${sort}-${place}-`));
      }
    }
  });
}

/* ---- From the form to a record ---- */

const tidy = (text) => text.normalize("NFC").replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => (sign === "\n" ? sign : "")).trim();
const value = (id) => tidy(byId(id).value);
const chosen = (name) => [...form.querySelectorAll(`[name="${name}"]:checked:enabled`)].map((box) => box.value);
const kind = () => form.querySelector('[name="kind"]:checked').value;

function entries(sort) {
  const list = form.querySelector(`[data-several="${sort}"]`);
  return [...list.children].map((one) =>
    Object.fromEntries(PARTS[sort].map((part) => [part, tidy(one.querySelector(`[data-part="${part}"]`).value)])),
  );
}

/** Fields that are empty are left out, as in a record; empty honours too, so that places stay those of the form. */
function recordOf() {
  const filled = (part) => Object.fromEntries(Object.entries(part).filter(([, said]) => said.length));
  const oneLine = (id) => value(id).replace(/\s*\n\s*/g, "");
  return filled({
    name: oneLine("name"),
    pinyin: oneLine("pinyin"),
    aliases: value("aliases").split(/[、,，;；]/).map((alias) => alias.trim()).filter(Boolean),
    unit: oneLine("unit"),
    post: oneLine("post"),
    region: oneLine("region").replace(/\s*[／/]\s*/g, "/"),
    level: value("level"),
    fields: chosen("fields"),
    honours: entries("honours").filter((one) => Object.values(one).some(Boolean)).map(filled),
    summary: oneLine("summary"),
    criteria: chosen("criteria"),
    stage: "lead",
    sources: entries("sources").map((one, place) => filled({ id: `s${place + 1}`, ...one })),
    updated: today(),
  });
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

/* ---- Checks ---- */

const DATES = { date: "写成 2011-07-08 这样", "partial-date": "写成 2011、2011-07 或 2011-07-08 这样，日子要是日历上有的" };

function worded({ keyword, limit }) {
  if (["required", "minLength", "minItems"].includes(keyword)) return "请填写";
  if (keyword === "maxLength") return `太长了，最多 ${limit} 个字`;
  if (keyword === "format") return DATES[limit];
  return "这样写程序认不出，请改一改";
}

/** The first thing that is wrong with each field, as field id → words. */
function faults(record) {
  const found = new Map();
  const say = (id, words) => found.has(id) || found.set(id, words);
  // Honours that are empty were left out: the place in the record is not always that in the form.
  const places = entries("honours").flatMap((one, place) => (Object.values(one).some(Boolean) ? [place] : []));
  if (!record.fields) say("fields", "请至少选一项");
  for (const fault of validate(record, schema)) {
    const [field, place, part] = fault.path;
    const at = field === "honours" ? places[place] : place;
    say(part === undefined ? field : `${field}-${at}-${part}`, worded(fault));
  }
  const length = [...(record.summary ?? "")].length;
  if (length && length < SHORTEST) say("summary", `现在 ${length} 个字，至少要 ${SHORTEST} 个字`);
  if (length > LONGEST) say("summary", `现在 ${length} 个字，最多 ${LONGEST} 个字，细节写到“事迹”里`);
  if (/[[\]<>*_`~#]/.test(record.summary ?? "")) say("summary", "只写文字，不用 * # [ ] 这些符号");
  entries("sources").forEach((one, place) => {
    if (!one.url && !one.title) say(`sources-${place}-title`, "请写题目和发布单位，或者写网址");
    else if (!one.url && !one.publisher) say(`sources-${place}-publisher`, "没有网址的，请写媒体或发布单位");
    if (one.url && !ADDRESS.test(one.url)) say(`sources-${place}-url`, "请从浏览器地址栏复制完整的网址，以 https:// 或 http:// 开头");
  });
  storyFault(record, say);
  for (const field of form.querySelectorAll("input[type=text], textarea")) {
    const [number] = privateNumbers(field.value);
    if (number) found.set(field.id, `这里像是有${SORTS[number.kind]}（${field.value.slice(number.start, number.start + 3)}…），请删掉`);
  }
  return found;
}

function storyFault(record, say) {
  const told = paragraphs(value("story"));
  const sources = record.sources?.length ?? 0;
  if (!told.length) return say("story", "请填写");
  const missing = told.flatMap(marks).find((place) => place < 1 || place > sources);
  if (missing !== undefined) return say("story", `写了 [${missing}]，可是没有第 ${missing} 条出处`);
  const bare = told.findIndex((paragraph) => !marks(paragraph).length);
  if (sources > 1 && bare >= 0) say("story", `有几条出处时，每段末尾都要标 [1]、[2]；第 ${bare + 1} 段还没有标`);
}

/** Shows what is wrong at each field; only at `these`, if given. */
function show(found, these = null) {
  for (const box of form.querySelectorAll("[data-ask]")) {
    const id = box.dataset.ask;
    const line = byId(`${id}-error`);
    if (!line || (these && !these.has(id))) continue;
    const words = found.get(id) ?? "";
    line.textContent = words;
    line.hidden = !words;
    box.classList.toggle("ask--wrong", Boolean(words));
    const field = byId(id);
    if (field.type === "checkbox") continue;
    if (words) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
  }
}

function summarise(found) {
  const box = form.querySelector("[data-errors]");
  const order = [...form.querySelectorAll("[data-ask]")].map((one) => one.dataset.ask).filter((id) => found.has(id));
  byId("errors-title").textContent = `还有 ${order.length} 处要改`;
  box.querySelector("ul").replaceChildren(...order.map((id) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const label = form.querySelector(`[data-ask="${id}"] .ask__label`).firstChild.textContent.trim();
    const group = byId(id).closest(".one")?.querySelector("legend").textContent.trim();
    link.href = `#${id}`;
    link.textContent = `${group ? `${group}，` : ""}${label}：${found.get(id)}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      byId(id).focus();
    });
    item.append(link);
    return item;
  }));
  box.hidden = !order.length;
  if (order.length) box.focus();
}

/* ---- What comes out ---- */

let file = "";

function finish(record) {
  const text = recordText(record, value("story"));
  const link = made.querySelector("[data-download]");
  URL.revokeObjectURL(file);
  file = URL.createObjectURL(new Blob([text], { type: "text/markdown;charset=utf-8" }));
  link.href = file;
  byId("record").textContent = text;
  letter(record, text);
  made.hidden = false;
  made.focus();
  made.scrollIntoView({ block: "start" });
}

/** Addresses the letter: with the whole text where it fits, else with a few lines and the file to be attached. */
function letter(record, text) {
  const to = made.querySelector("[data-mail]")?.closest("[data-mail-long]") && page.querySelector(".part a[href^='mailto:']");
  if (!to) return;
  const who = record.unit ? `${record.name}（${record.unit}）` : record.name;
  const address = (body) => `${to.href}?subject=${encodeURIComponent(`推荐先进典型：${who}`)}&body=${encodeURIComponent(body)}`;
  const folder = kind() === "person" ? "个人" : "集体";
  const open = `您好：\r\n\r\n我推荐${folder}：${who}。\r\n${record.summary}\r\n\r\n`;
  const close = "推荐人：\r\n联系方式：\r\n";
  const whole = address(`${open}${close}\r\n${text.replaceAll("\n", "\r\n")}`);
  const fits = whole.length <= LONGEST_LETTER;
  const used = fits ? whole : address(`${open}推荐材料见附件 record.md。\r\n\r\n${close}`);
  made.querySelectorAll("[data-mail]").forEach((link) => (link.href = used));
  made.querySelector("[data-mail-long]").hidden = fits;
  made.querySelector("[data-mail-short]").hidden = !fits;
}

/* ---- Nothing is lost on the way ---- */

function keep() {
  const said = { kind: kind(), fields: chosen("fields"), criteria: chosen("criteria"), text: {} };
  for (const sort of Object.keys(PARTS)) said[sort] = form.querySelector(`[data-several="${sort}"]`).children.length;
  for (const field of form.querySelectorAll("input[type=text], textarea, select")) said.text[field.id] = field.value;
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(said));
  } catch {
    // Storage may be forbidden; then the form lasts as long as the page.
  }
}

function restore() {
  let said = null;
  try {
    said = JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    // As above, or what is kept is none of ours.
  }
  for (const list of form.querySelectorAll("[data-several]")) {
    list.replaceChildren();
    const count = Math.max(Number(list.dataset.least), said?.[list.dataset.several] ?? 0);
    for (let place = 0; place < count; place += 1) add(list.dataset.several);
  }
  for (const box of form.querySelectorAll("[type=radio], [type=checkbox]")) {
    box.checked = box.name === "kind" ? box.value === (said?.kind ?? "person") : Boolean(said?.[box.name]?.includes(box.value));
  }
  for (const field of form.querySelectorAll("input[type=text], textarea, select")) field.value = said?.text?.[field.id] ?? "";
  suit();
  count();
}

/** Offers the criteria that hold for persons, or for organizations. */
function suit() {
  for (const option of form.querySelectorAll("[data-kind]")) {
    option.hidden = ![kind(), ""].includes(option.dataset.kind);
    option.querySelector("input").disabled = option.hidden;
  }
}

function count() {
  const length = [...value("summary")].length;
  const line = form.querySelector("[data-count]");
  line.textContent = `已写 ${length} 个字`;
  line.toggleAttribute("data-off", length > 0 && (length < SHORTEST || length > LONGEST));
}

/* ---- What a person does ---- */

form.addEventListener("input", (event) => {
  if (event.target.name === "kind") suit();
  if (event.target.id === "summary") count();
  made.hidden = true; // it shows what was typed before
  keep();
});

form.addEventListener("focusout", (event) => {
  const id = event.target.closest("[data-ask]")?.dataset.ask;
  if (!id || id === "kind") return;
  // Before the form was sent only what must not be said at all is told at once.
  const found = faults(recordOf());
  const early = found.get(id)?.startsWith("这里像是有");
  if (asked || early || byId(`${id}-error`)?.textContent) show(found, new Set([id]));
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  asked = true;
  const record = recordOf();
  const found = faults(record);
  show(found);
  summarise(found);
  made.hidden = true;
  if (!found.size) finish(record);
});

form.addEventListener("click", (event) => {
  const { add: more } = event.target.dataset;
  if (more) {
    add(more).querySelector("input").focus();
    keep();
  }
  if ("remove" in event.target.dataset) {
    const list = event.target.closest("[data-several]");
    event.target.closest(".one").remove();
    number(list);
    made.hidden = true;
    status.textContent = "已删去";
    form.querySelector(`[data-add="${list.dataset.several}"]`).focus();
    keep();
  }
  if ("clear" in event.target.dataset && confirm("填的内容全部清空，不能恢复。要清空吗？")) {
    try {
      sessionStorage.removeItem(KEPT);
    } catch {
      // Nothing was kept.
    }
    asked = false;
    made.hidden = true;
    restore();
    show(new Map());
    summarise(new Map());
    status.textContent = "已清空";
    byId("name").focus();
  }
});

restore();
form.hidden = false;
