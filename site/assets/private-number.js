// Finds identity card, mobile and bank card numbers: the other half of generator/checks/private_number.py.

const WIDE = new Map([..."０１２３４５６７８９"].map((digit, place) => [digit, String(place)]));
[..."Ｘｘ－＋\u3000\u00a0\u2010\u2011\u2013"].forEach((sign, place) => WIDE.set(sign, "Xx-+  ---"[place]));
const WIDE_SIGNS = /[０-９Ｘｘ－＋\u3000\u00a0\u2010\u2011\u2013]/g;
// An address ends at the signs that it cannot hold (RFC 3986, 2).
const ADDRESS = /https?:\/\/[!#-;=?-\[\]_A-Za-z~]+/g;
const WORD = /[A-Za-z0-9_]+/g;
const GROUP = /^[0-9]+[Xx]?$/;
const MOBILE = /^(?:(?:00)?86)?1[3-9][0-9]{9}$/;
const MOBILE_GROUPS = new Set(["11", "3 4 4", "3 8", "7 4", "4 3 4", "4 4 3", "3 3 5"]);
const MEASURED = /^[ \t\n]?(?:[多余]?[元吨斤亩株棵米]|千瓦|立方|\.[0-9])/;
const CARD = /^(?:62|[345])[0-9]+$/;
const MOST_DIGITS = 19;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = "10X98765432";

/** The private numbers of `text`, in order: their kind (identity, mobile, card), and where they start and end. */
export function privateNumbers(text) {
  const plain = text
    .replace(WIDE_SIGNS, (sign) => WIDE.get(sign))
    .replace(ADDRESS, (address) => `  ${".".repeat(address.length - 2)}`);
  const groups = [...plain.matchAll(WORD)]
    .filter(([word]) => GROUP.test(word))
    .map(({ 0: word, index }) => [index, index + word.length]);
  const found = [];
  let reached = 0;
  groups.forEach(([start, stop], first) => {
    if (start < reached) return;
    let [digits, sizes, end, last] = [plain.slice(start, stop), [stop - start], stop, stop];
    let best = kindOf(digits, sizes, plain.slice(end));
    for (const [from, to] of groups.slice(first + 1)) {
      if (digits.length >= MOST_DIGITS || from !== end + 1 || !" -".includes(plain[end])) break;
      [digits, sizes, end] = [digits + plain.slice(from, to), [...sizes, to - from], to];
      const kind = kindOf(digits, sizes, plain.slice(end));
      if (kind) [best, last] = [kind, end];
    }
    if (!best) return;
    reached = last;
    found.push({ kind: best, start, end: last });
  });
  return found;
}

function kindOf(digits, sizes, after) {
  if (digits.length === 18 && Math.min(...sizes) >= 3 && isIdentity(digits)) return "identity";
  if (digits.length <= 15) return isMobile(digits, sizes) && !MEASURED.test(after) ? "mobile" : null;
  const spaced = Math.min(...sizes.slice(0, -1), 4) >= 4;
  return digits.length <= MOST_DIGITS && spaced && CARD.test(digits) && isLuhn(digits) ? "card" : null;
}

function isMobile(digits, sizes) {
  if (!MOBILE.test(digits)) return false;
  const country = sizes[0] <= 4 && ["86", "0086"].includes(digits.slice(0, sizes[0]));
  const bare = country ? sizes.slice(1) : sizes;
  return bare.length === 1 || MOBILE_GROUPS.has(bare.join(" "));
}

/** GB 11643-1999: a real date and the check digit. */
function isIdentity(digits) {
  if (!/^[0-9]{17}/.test(digits)) return false;
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1800 || year >= 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
  const total = WEIGHTS.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
  return CHECK_DIGITS[total % 11] === digits[17].toUpperCase();
}

/** ISO/IEC 7812-1, annex B. */
function isLuhn(digits) {
  const total = [...digits].reverse().reduce((sum, digit, place) => {
    const value = Number(digit) * (1 + (place % 2));
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
  return total % 10 === 0;
}
