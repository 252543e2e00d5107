// Numbers that look random and are always the same, for samples and property tests.

/** A generator (mulberry32) of numbers from 0 up to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PARTS = [
  "a",
  "B",
  "7",
  " ",
  ". ",
  "! ",
  "\n",
  "\t",
  "\r\n",
  "é",
  "e\u0301",
  "n\u0303\u0323",
  "ж",
  "ї",
  "س",
  "لا",
  "ُ",
  "א",
  "字",
  "。",
  "の",
  "한",
  "각",
  "ก็",
  "क्ष",
  "🙂",
  "👍🏽",
  "👨‍👩‍👧‍👦",
  "🇫🇷",
  "🇺🇦",
  "𝒳",
  "ﬀ",
  "\u200d",
  "\u200f",
  "´",
];

/** A text of letters that are hard to count, of about so many parts. */
export function oddText(random: () => number, parts: number): string {
  return Array.from({ length: parts }, () => PARTS[Math.floor(random() * PARTS.length)] ?? "").join("");
}
