// Fetches and unpacks the files of the search index, each once. generator/search/ writes them and says how.

import { fold, useSimplified } from "./search-fold.js";

const ROOT = new URL("../", import.meta.url);
const FOLDER = new URL("search/", ROOT);
const PATIENCE = 12000;
const AT_ONCE = 16;
const NAME = 12;
export const [START, END, NAMED, ALIAS, UNIT, HONOUR, SUMMARY, BODY] = Array.from({ length: 8 }, (_none, bit) => 1 << bit);
export const FIELDS = 0xff & ~(START | END);

/** Search cannot answer: a file is missing, damaged, or does not come. `missing` says that the server has no such file. */
export class SearchUnavailable extends Error {
  constructor(what, { missing = false, cause } = {}) {
    super(`搜索暂时不可用：${what}`, { cause });
    this.name = "SearchUnavailable";
    this.missing = missing;
  }
}

let running = 0;
const waiting = [];

/** Waits for a turn, so that the time of a file that stands in a long row begins when it is asked for. */
async function turn(work) {
  if (running >= AT_ONCE) await new Promise((go) => waiting.push(go));
  else running++;
  try {
    return await work();
  } finally {
    if (waiting.length) waiting.shift()();
    else running--;
  }
}

/** The content of a file of the site. */
const fetched = (url, cache) => turn(() => fetchedNow(url, cache));

async function fetchedNow(url, cache) {
  try {
    const response = await fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok) throw new SearchUnavailable(`缺少 ${url.pathname}`, { missing: response.status === 404 });
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    if (cause instanceof SearchUnavailable) throw cause;
    throw new SearchUnavailable(cause.name === "TimeoutError" ? "等候太久没有回音" : "没有连上", { cause });
  }
}

async function unpacked(url, cache = "default") {
  if (typeof DecompressionStream !== "function") throw new SearchUnavailable("浏览器太旧");
  const packed = await fetched(url, cache);
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (cause) {
    throw new SearchUnavailable(`${url.pathname} 已损坏`, { cause });
  }
}

/** JSON that came whole: whatever is wrong with it is damage. */
function json(bytes, name) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new SearchUnavailable(`${name} 已损坏`, { cause });
  }
}

/** Reads LEB128 numbers, one after another. */
class Numbers {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  next() {
    let value = 0;
    for (let weight = 1; ; weight *= 128) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw new SearchUnavailable("索引已损坏");
      value += (byte & 127) * weight;
      if (byte < 128) return value;
    }
  }

  many(count, Kind = Uint32Array) {
    if (count > this.bytes.length) throw new SearchUnavailable("索引已损坏");
    const values = new Kind(count);
    for (let place = 0; place < count; place++) values[place] = this.next();
    return values;
  }
}

/** A shard: its terms, and for each the documents that have it outside the body, with masks, and in the body alone. */
function shard(bytes) {
  const numbers = new Numbers(bytes);
  const count = numbers.next();
  const terms = numbers.many(count, Float64Array);
  for (let place = 1; place < count; place++) terms[place] += terms[place - 1];
  const heads = numbers.many(count);
  const bodies = numbers.many(count);
  const sum = (total, value) => total + value;
  const headDocuments = stepped(numbers, heads, heads.reduce(sum, 0));
  const masks = bytes.subarray(numbers.at, (numbers.at += headDocuments.length));
  const bodyDocuments = stepped(numbers, bodies, bodies.reduce(sum, 0));
  return { terms, heads: starts(heads), bodies: starts(bodies), headDocuments, masks, bodyDocuments };
}

function stepped(numbers, counts, total) {
  const documents = numbers.many(total);
  let at = 0;
  for (const count of counts) {
    for (let place = at + 1; place < at + count; place++) documents[place] += documents[place - 1];
    at += count;
  }
  return documents;
}

function starts(counts) {
  const found = new Uint32Array(counts.length + 1);
  counts.forEach((count, place) => (found[place + 1] = found[place] + count));
  return found;
}

/** Where the first of sorted `values` stands that is not below `value`. */
function placeOf(values, value) {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What of an index is fetched is kept as long as the page stands; what failed is asked for again. */
class Files {
  #kept = new Map();

  get(name, make) {
    if (!this.#kept.has(name)) {
      const made = unpacked(new URL(`${name}.bin`, FOLDER)).then(make);
      made.catch(() => this.#kept.delete(name));
      this.#kept.set(name, made);
    }
    return this.#kept.get(name);
  }
}

/** A segment of the index: `size` documents, numbered from 0; those that are `gone` stand elsewhere or nowhere. */
class Segment {
  constructor(told, top, files) {
    this.size = told.documents;
    this.gone = told.gone;
    this.large = told.order.length > 0;
    this.facets = told.facets;
    this.files = files;
    this.blockSize = top.block;
    this.orderSize = top.order;
    this.starts = Float64Array.from(told.starts);
    for (let place = 1; place < this.starts.length; place++) this.starts[place] += this.starts[place - 1];
    [this.shards, this.blocks, this.orders] = [told.shards, told.blocks, told.order].map(
      (names) => names.match(new RegExp(`.{${NAME}}`, "g")) ?? [],
    );
  }

  /** For each document the fields in which a term of the range stands, and for `whole` alone if that is asked. */
  async masks({ low, high, whole }) {
    const found = new Uint8Array(this.size);
    const exactly = whole === undefined ? null : new Uint8Array(this.size);
    // A term of many documents has several shards, which all begin with it.
    const at = placeOf(this.starts, low);
    const first = this.starts[at] === low ? at : Math.max(0, at - 1);
    const last = placeOf(this.starts, high);
    const shards = await Promise.all(this.shards.slice(first, last).map((name) => this.files.get(name, shard)));
    for (const { terms, heads, bodies, headDocuments, masks, bodyDocuments } of shards) {
      const end = placeOf(terms, high);
      for (let place = placeOf(terms, low); place < end; place++) {
        for (let at = heads[place]; at < heads[place + 1]; at++) {
          found[headDocuments[at]] |= masks[at];
          if (exactly && (whole === null || terms[place] === whole)) exactly[headDocuments[at]] |= masks[at];
        }
        for (let at = bodies[place]; at < bodies[place + 1]; at++) found[bodyDocuments[at]] |= BODY;
      }
    }
    return { found, exactly };
  }

  /** What a result shows of a document. */
  async row(document) {
    const name = this.blocks[Math.floor(document / this.blockSize)];
    const rows = await this.files.get(name, (bytes) => json(bytes, name).map(rowOf));
    return rows[document % this.blockSize];
  }

  /** The months of the newest honours of `documents`, for putting the newest first. */
  async months(documents) {
    if (!this.large) return Promise.all(documents.map(async (document) => (await this.row(document)).month));
    const wanted = [...new Set(documents.map((document) => Math.floor(document / this.orderSize)))];
    const orders = new Map();
    await Promise.all(
      wanted.map(async (number) => orders.set(number, await this.files.get(this.orders[number], (bytes) => bytes))),
    );
    return documents.map((document) => {
      const at = (document % this.orderSize) * 2;
      const bytes = orders.get(Math.floor(document / this.orderSize));
      return bytes[at] + bytes[at + 1] * 256;
    });
  }

  /** The bearers of each value of a facet: [value, documents] pairs. */
  async bearers(facet) {
    if (this.large) return this.facets[facet] ? this.files.get(this.facets[facet], bearersOf) : [];
    const found = new Map();
    for (let document = 0; document < this.size; document++) {
      for (const value of (await this.row(document)).facets[facet]) {
        if (!found.has(value)) found.set(value, []);
        found.get(value).push(document);
      }
    }
    return [...found];
  }
}

function bearersOf(bytes) {
  const numbers = new Numbers(bytes);
  const length = numbers.next();
  const heading = json(bytes.subarray(numbers.at, (numbers.at += length)), "facets");
  return heading.map(([value, count]) => [value, stepped(numbers, [count], count)]);
}

/** A row by names; its places are those of generator/search/segment.py. */
function rowOf(row) {
  const [id, kind, name, readings, aliases, unit, post, region, honours, summary, photo, monogram] = row;
  const [level, fields, honourIds, regions, unitReadings] = row.slice(12);
  const days = honours.map(([, , on]) => on).filter(Boolean);
  const newest = days.reduce((a, b) => (a > b ? a : b), "");
  return {
    id,
    kind,
    name,
    aliases,
    unit,
    post,
    region,
    honours,
    summary,
    photo: Boolean(photo),
    monogram,
    typed: typed(readings),
    unitTyped: typed(unitReadings),
    folded: {
      name: fold(name),
      aliases: aliases.map(fold),
      unit: [unit, post, region].map(fold),
      honours: honours.flatMap(([title, by]) => [fold(title), fold(by)]),
      summary: fold(summary),
    },
    year: newest.slice(0, 4),
    month: newest ? (Number(newest.slice(0, 4)) - 1900) * 13 + Number(newest.slice(5, 7)) : 0,
    facets: {
      level: level ? [level] : [],
      field: fields,
      honour: honourIds,
      year: [...new Set(days.map((day) => day.slice(0, 4)))],
      region: regions,
      kind: [kind],
    },
  };
}

/** What may be typed for readings: syllables or initials, from each on; `whole` where that is the first. */
function typed(readings) {
  return readings.split("|").flatMap((reading) => {
    const syllables = reading ? reading.split(" ") : [];
    const initials = syllables.map((syllable) => syllable[0]).join("");
    return syllables.flatMap((_one, place) => [
      { typed: syllables.slice(place).join(""), whole: place === 0 },
      { typed: initials.slice(place), whole: place === 0 },
    ]);
  });
}

/** The index of the site. */
export class Index {
  static #opened = null;

  static open() {
    Index.#opened ??= Index.#load("no-cache").catch((error) => {
      Index.#opened = null;
      throw error;
    });
    return Index.#opened;
  }

  /** Forgets what is known, so that an index that was replaced meanwhile is opened anew. */
  static close() {
    Index.#opened = null;
  }

  static async #load(cache) {
    const top = json(await unpacked(new URL("top.bin", FOLDER), cache), "top.bin");
    if (top.version !== 1) throw new SearchUnavailable("请刷新页面");
    useSimplified(top.simplified);
    const index = new Index();
    const files = new Files();
    index.segments = top.segments.map((told) => new Segment(told, top, files));
    index.labels = () => files.get(top.labels, (bytes) => json(bytes, "labels"));
    return index;
  }

  /** The blocks of an exemplar's body, from the JSON beside its page. */
  bodies = new Map();

  body(id) {
    if (!this.bodies.has(id)) {
      const url = new URL(`exemplars/${id}/index.json`, ROOT);
      const made = fetched(url, "default").then((bytes) =>
        json(bytes, url.pathname).body.flatMap(({ text, speaker }) => (speaker ? [text, speaker] : [text])),
      );
      made.catch(() => this.bodies.delete(id));
      this.bodies.set(id, made);
    }
    return this.bodies.get(id);
  }

  address(id) {
    return new URL(`exemplars/${id}/`, ROOT).href;
  }
}
