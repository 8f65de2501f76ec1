// Writes a record as the text of its record.md: YAML front matter and a Markdown body.

const PLAIN = /^[\p{L}\p{N}_·，。、；（）《》“”—～][\p{L}\p{N}_·，。、；（）《》“”—～-]*$/u;
const MARK = /[[［【〔](\d{1,2})[\]］】〕]/g;
// Signs that Markdown would take for its own become their wide sisters, which mean the same in Chinese.
const WIDE = { "\\": "＼", "`": "｀", "*": "＊", _: "＿", "[": "［", "]": "］", "<": "＜", ">": "＞", "~": "～", "|": "｜", "&": "＆" };

/** `text` as a YAML value: plain where that is safe, else in double quotes. */
export function quoted(text) {
  if (PLAIN.test(text)) return text;
  return `"${text.replace(/[\\"]/g, "\\$&")}"`;
}

function flow(part) {
  const lines = Object.entries(part).map(([key, value]) => `${key}: ${quoted(value)}`);
  return `{${lines.join(", ")}}`;
}

function line(key, value) {
  if (!Array.isArray(value)) return `${key}: ${quoted(value)}\n`;
  if (typeof value[0] === "object") return `${key}:\n${value.map((part) => `  - ${flow(part)}\n`).join("")}`;
  return `${key}: [${value.map(quoted).join(", ")}]\n`;
}

/** The file: `record` as the model names its fields, in its order, and `story` as somebody typed it. */
export function recordText(record, story) {
  const head = Object.entries(record).map(([key, value]) => line(key, value));
  return `---\n${head.join("")}---\n\n## 事迹\n\n${bodyOf(story, record.sources.length)}`;
}

/** The paragraphs of what somebody typed. */
export function paragraphs(story) {
  return story.split(/\s*\n\s*/).map((text) => text.trim()).filter(Boolean);
}

/** The numbers of the sources that a paragraph refers to: [1], ［2］, 【3】. */
export function marks(paragraph) {
  return [...paragraph.matchAll(MARK)].map(([, number]) => Number(number));
}

/** The body: [1] becomes a citation of the first source; a lone source need not be marked. */
function bodyOf(story, sources) {
  const cited = paragraphs(story).map((paragraph) => {
    const own = marks(paragraph).length || sources !== 1 ? "" : "[^s1]";
    const pieces = paragraph.split(MARK); // text, number, text, number, …
    return pieces.map((piece, place) => (place % 2 ? `[^s${Number(piece)}]` : harmless(piece, place))).join("") + own;
  });
  return cited.map((paragraph) => `${paragraph}\n`).join("\n");
}

/** Text without Markdown: no emphasis, HTML or links, and at its start no list, heading or quotation. */
function harmless(text, place) {
  const plain = text.replace(/[\\`*_[\]<>~|&]/g, (sign) => WIDE[sign]);
  if (place) return plain;
  return plain
    .replace(/^[#+-]/, (sign) => ({ "#": "＃", "+": "＋", "-": "－" })[sign])
    .replace(/^=+$/, (signs) => "＝".repeat(signs.length))
    .replace(/^(\d+)[.)](?=\s)/, "$1．");
}
