/** Ids, and small questions about texts, that the forms share. */

/**
 * A new identity (UUID version 7, as the program makes them): the first 48 bits are the time, so
 * that the order of ids is the order of coming. Needed where one step adds a thing and names it.
 */
export function newId(now: number = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Length as the records count it: code points, not UTF-16 units. */
export function codePoints(text: string): number {
  return [...text].length;
}

/** The parts of a list that was typed with commas, semicolons or lines, in any script. */
export function listOf(text: string): string[] {
  const parts = text.split(/[,;\n،、；，]/u).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The fields of `now` that are not as in `was`: what an edit sets. */
export function changedFields<T extends object>(was: T, now: T): Partial<T> {
  const changed: Partial<T> = {};
  for (const field in now) if (!same(was[field], now[field])) changed[field] = now[field];
  return changed;
}
