// @vitest-environment node
/** Messages are there, plurals follow the language, and dates are never filled up. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import table from "../../messages/en.json";
import { direction, formatBytes, formatMoment, formatPartialDate, m, preferredLanguage } from ".";

test("every message of the table is there", () => {
  const made = new Set(Object.keys(m));
  expect(Object.keys(table).filter((key) => key !== "$schema" && !made.has(key))).toEqual([]);
});

test("every message is shown somewhere", () => {
  const src = fileURLToPath(new URL("../", import.meta.url));
  const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.(ts|svelte)$/u.test(path) && !/generated|\.test\.ts$/u.test(path),
  );
  const shown = new Set(
    files.flatMap((path) =>
      [...readFileSync(src + path, "utf8").matchAll(/\bm\.(\w+)/gu)].map((one) => one[1]),
    ),
  );
  expect(Object.keys(table).filter((key) => key !== "$schema" && !shown.has(key))).toEqual([]);
});

test("plurals and placeholders", () => {
  expect(m.search_results({ count: 1 })).toBe("1 result");
  expect(m.search_results({ count: 3 })).toBe("3 results");
  expect(m.search_add({ text: "<b>" })).toBe("Add “<b>”");
});

test("a partial date shows what is known", () => {
  expect(formatPartialDate("2017")).toBe("2017");
  expect(formatPartialDate("2017-06")).toBe("June 2017");
  expect(formatPartialDate("2017-06-29")).toBe("June 29, 2017");
  expect(formatPartialDate("unknown")).toBe("unknown");
});

test("moments and sizes as people say them", () => {
  const now = new Date(2017, 6, 6, 12, 0);
  expect(formatMoment(new Date(2017, 6, 6, 10, 42), now)).toMatch(/10:42/);
  expect(formatMoment(new Date(2016, 6, 6), now)).toMatch(/2016/);
  expect(formatBytes(0)).toBe("0 bytes");
  expect(formatBytes(2_340_000)).toBe("2.3 MB");
});

test("languages and their direction", () => {
  expect(preferredLanguage(["xx", "en-GB"])).toBe("en");
  expect(preferredLanguage([])).toBe("en");
  expect(direction("ar-EG")).toBe("rtl");
  expect(direction("en")).toBe("ltr");
});
