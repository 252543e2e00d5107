/** How typed dates are read, and what is refused rather than guessed. */
import { describe, expect, test } from "vitest";
import { parsePartialDate } from "./partialDate";

describe("a partial date", () => {
  test.each([
    ["2017", "2017"],
    ["0987", "0987"],
    ["2017-06", "2017-06"],
    ["2017-6-9", "2017-06-09"],
    ["2017/06/29", "2017-06-29"],
    ["June 2017", "2017-06"],
    ["jun 2017", "2017-06"],
    ["Sept. 2017", "2017-09"],
    ["29 Jun 2017", "2017-06-29"],
    ["June 29th, 2017", "2017-06-29"],
    ["2017 June 29", "2017-06-29"],
    ["29.6.2017", "2017-06-29"],
    ["29. 6. 2017", "2017-06-29"],
    ["5.6.2017", "2017-06-05"],
    ["29/6/2017", "2017-06-29"],
    ["6/29/2017", "2017-06-29"],
    ["6/6/2017", "2017-06-06"],
    ["06/2017", "2017-06"],
    ["29 Feb 2016", "2016-02-29"],
    ["２０１７", "2017"],
  ])("%s is %s", (text, date) => {
    expect(parsePartialDate(text)).toEqual({ ok: true, date });
  });

  test("nothing is no date", () => {
    expect(parsePartialDate("  ")).toEqual({ ok: true, date: null });
  });

  test.each([
    ["5/6/2017", "ambiguous"],
    ["29 Feb 2017", "impossible"],
    ["2017-13", "impossible"],
    ["2017-00", "impossible"],
    ["0000", "impossible"],
    ["last week", "unclear"],
    ["Ju 2017", "unclear"],
    ["17", "unclear"],
    ["29 Jun", "unclear"],
  ])("%s is %s", (text, fault) => {
    expect(parsePartialDate(text)).toEqual({ ok: false, fault });
  });

  test("months are read in the language of the window, and in English", () => {
    expect(parsePartialDate("29 juin 2017", ["fr"])).toEqual({ ok: true, date: "2017-06-29" });
    expect(parsePartialDate("fevr 2017", ["fr"])).toEqual({ ok: true, date: "2017-02" });
    expect(parsePartialDate("June 2017", ["fr"])).toEqual({ ok: true, date: "2017-06" });
  });
});
