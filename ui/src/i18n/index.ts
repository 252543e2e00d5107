/**
 * The language of the window: the messages (`m.close()`), and dates and numbers as
 * that language writes them. The messages live in `messages/*.json`, which the reports
 * read as well: flat keys, `{placeholders}`, plurals as inlang's message format has them.
 * Nothing here knows what a message is about.
 */
import * as m from "./generated/messages.js";
import { baseLocale, getLocale, locales, overwriteGetLocale, type Locale } from "./generated/runtime.js";

export { m, locales, type Locale };
export * from "./dates";
export * from "./direction";

/** The language in use. */
export function language(): Locale {
  return getLocale();
}

/**
 * Sets the language for the rest of this window's life. Texts on screen do not change
 * by themselves, so the caller reloads the window afterwards.
 */
export function setLanguage(locale: Locale): void {
  overwriteGetLocale(() => locale);
}

/** The best of our languages for what the system asks for, in its order of wishes. */
export function preferredLanguage(wishes: readonly string[] = navigator.languages): Locale {
  for (const wish of wishes) {
    const found = locales.find((locale) => locale === wish || locale === wish.split("-")[0]);
    if (found !== undefined) return found;
  }
  return baseLocale;
}

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "ckb", "dv"]);

/** The direction in which a language is written. */
export function direction(locale: string = language()): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(locale.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** Tells the page which language it is in; hyphenation, fonts and mirroring follow. */
export function applyLanguage(root: HTMLElement): void {
  root.lang = language();
  root.dir = direction();
}
