// Checks a value against the part of JSON Schema (2020-12) that the model of a record uses: api/record.schema.json.

const DATE = /^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$/;

/** What is wrong with `value`, as {path, keyword, limit}; nothing if it fits. `root` is the whole schema. */
export function validate(value, schema, root = schema, path = []) {
  const wrong = (keyword, limit) => [{ path, keyword, limit }];
  if (schema.$ref) return validate(value, referred(schema.$ref, root), root, path);
  if (schema.anyOf) {
    const tried = schema.anyOf.map((one) => validate(value, one, root, path));
    return tried.some((found) => !found.length) ? [] : tried[0];
  }
  if (schema.enum && !schema.enum.includes(value)) return wrong("enum", schema.enum);
  if ("const" in schema && schema.const !== value) return wrong("const", schema.const);
  if (schema.type && kindOf(value) !== schema.type) return wrong("type", schema.type);
  if (schema.type === "string") return ofText(value, schema, wrong);
  if (schema.type === "array") return ofList(value, schema, root, path, wrong);
  if (schema.type === "object") return ofMapping(value, schema, root, path);
  return [];
}

function referred(pointer, root) {
  return pointer.slice(2).split("/").reduce((part, key) => part[key], root);
}

function kindOf(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function ofText(value, schema, wrong) {
  const length = [...value].length; // characters, as JSON Schema counts them
  if (length < (schema.minLength ?? 0)) return wrong("minLength", schema.minLength);
  if (length > (schema.maxLength ?? Infinity)) return wrong("maxLength", schema.maxLength);
  if (schema.pattern && !new RegExp(schema.pattern, "u").test(value)) return wrong("pattern", schema.pattern);
  if (schema.format === "date" && !(value.length === 10 && isDate(value))) return wrong("format", "date");
  if (schema.format === "partial-date" && !isDate(value)) return wrong("format", "partial-date");
  return [];
}

/** Whether `text` is a year, a month or a day of the calendar: 2011, 2011-07, 2011-07-01. */
function isDate(text) {
  const [, year, month = "01", day = "01"] = DATE.exec(text) ?? [];
  if (!year || year === "0000") return false;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === `${year}-${month}-${day}`;
}

function ofList(value, schema, root, path, wrong) {
  if (value.length < (schema.minItems ?? 0)) return wrong("minItems", schema.minItems);
  return value.flatMap((item, place) => validate(item, schema.items ?? {}, root, [...path, place]));
}

function ofMapping(value, schema, root, path) {
  const known = schema.properties ?? {};
  const patterns = Object.entries(schema.patternProperties ?? {});
  const found = (schema.required ?? [])
    .filter((key) => !Object.hasOwn(value, key))
    .map((key) => ({ path: [...path, key], keyword: "required" }));
  for (const [key, item] of Object.entries(value)) {
    const inner = [...path, key];
    const fitting = patterns.filter(([pattern]) => new RegExp(pattern, "u").test(key));
    if (schema.propertyNames && validate(key, { type: "string", ...schema.propertyNames }).length) {
      found.push({ path: inner, keyword: "propertyNames" });
    } else if (Object.hasOwn(known, key)) {
      found.push(...validate(item, known[key], root, inner));
    } else if (fitting.length) {
      found.push(...fitting.flatMap(([, one]) => validate(item, one, root, inner)));
    } else if (schema.additionalProperties === false || patterns.length) {
      found.push({ path: inner, keyword: "additionalProperties" });
    }
  }
  return found;
}
