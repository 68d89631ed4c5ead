// Words are found whatever their case, their accents and the white space between them.
// finding.py does the same on the server: what one finds the other finds.

const MARKS = /(?![\u3099\u309a])[\p{Script=Inherited}\p{Script=Hebrew}]/gu;
const NO_MARK = /\P{Mn}/u;
const ALIKE = { ı: "i", ß: "ss", "\u00ad": "", "\u200b": "", "’": "'", "‘": "'", "“": '"', "”": '"' };
const LEAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const known = new Map();

/** One letter as it is compared. */
export function fold(letter) {
  let folded = known.get(letter);
  if (folded === undefined) {
    const plain = ALIKE[letter] ?? letter;
    const bare = plain.toLowerCase().normalize("NFKD");
    folded = bare.replace(MARKS, (one) => (NO_MARK.test(one) ? one : "")).normalize("NFC");
    known.set(letter, folded);
  }
  return folded;
}

/** What finds the wanted words in a folded text; null where none are wanted. */
export function pattern(wanted) {
  const words = [...wanted].map(fold).join("").split(/\s+/).filter(Boolean);
  if (!words.length) return null;
  const escaped = (letter) => letter.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  const loose = (letter) => (LEAN.test(letter) ? `${letter}\\s*` : escaped(letter));
  return new RegExp(words.map((word) => [...word].map(loose).join("")).join("\\s+"), "gu");
}
