/**
 * The window on a pretended bridge, for tests and pictures. The address says how it begins:
 * `?desk=sample|empty|new|none|crowd&claims=100000&theme=dark&dir=rtl&readonly&pace=900`.
 */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "../../src/app.css";
import { mount } from "svelte";
import { useBridge } from "../../src/api/bridge";
import type { EvidenceMapPage } from "../../src/api/generated/EvidenceMapPage";
import { pretend, type Pretend, type PretendOptions } from "../../src/api/pretend";
import App from "../../src/App.svelte";

declare global {
  /** The pretended program, for tests that play the world outside the window. */
  var desk: Pretend;
}

const asked = new URLSearchParams(location.search);
const kept = (key: string): Record<string, string> =>
  JSON.parse(sessionStorage.getItem(key) ?? "{}") as Record<string, string>;

globalThis.desk = pretend({
  desk: (asked.get("desk") ?? "sample") as PretendOptions["desk"] & string,
  claims: Number(asked.get("claims") ?? 1000),
  readOnly: asked.has("readonly"),
  delay: Number(asked.get("delay") ?? 0),
  pace: Number(asked.get("pace") ?? 1),
  previews: { page: "./preview.html", pages: [], logos: "./" },
  // A reload is a program that was closed and opened again: what was kept is there.
  settings: kept("settings"),
  unsaved: kept("unsaved"),
});
addEventListener("pagehide", () => {
  sessionStorage.setItem("settings", JSON.stringify(Object.fromEntries(globalThis.desk.settings)));
  sessionStorage.setItem("unsaved", JSON.stringify(Object.fromEntries(globalThis.desk.drafts)));
});
const drawn = asked.get("map");
if (drawn !== null) {
  // A map that the program laid out, to look at it as the window draws it.
  globalThis.desk.evidenceMap = async (claim) => ({
    ...((await (await fetch(drawn)).json()) as EvidenceMapPage),
    claim,
  });
}
useBridge(globalThis.desk);

const root = document.documentElement;
root.dataset["theme"] = asked.get("theme") ?? "light";
root.dir = asked.get("dir") ?? "ltr";

const target = document.getElementById("app");
if (target === null) throw new Error("the page has no #app");
mount(App, { target });
