/** The direction of the page, for things drawn at the end of the body: bits-ui would take left-to-right. */
export function pageDirection(): "ltr" | "rtl" {
  return document.documentElement.dir === "rtl" ? "rtl" : "ltr";
}
