/** The direction in which some words are to be set, where the words around them must not decide it. */

/** Letters of scripts that are written from right to left (Unicode: Hebrew, Arabic, Syriac, Thaana, NKo and kin). */
const RIGHT_TO_LEFT_LETTER =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

/** As `dir="auto"` would decide: by the first letter (UAX 9, rules P2 and P3). */
export function directionOf(words: string): "ltr" | "rtl" {
  const first = LETTER.exec(words)?.[0] ?? "";
  return RIGHT_TO_LEFT_LETTER.test(first) ? "rtl" : "ltr";
}
