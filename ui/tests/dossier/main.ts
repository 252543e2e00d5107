/**
 * The dossier on a pretended bridge, for tests and pictures:
 * `?claim=sarin|empty&width=412&theme=dark&dir=rtl&readonly`.
 */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "../../src/app.css";
import { mount } from "svelte";
import { useBridge } from "../../src/api/bridge";
import { pretend, type Pretend } from "../../src/api/pretend";
import { enrich } from "./enrich";
import Stage from "./Stage.svelte";

declare global {
  var dossier: { desk: Pretend; told: string[]; sarin: string; empty: string };
}

const asked = new URLSearchParams(location.search);
const root = document.documentElement;
root.dataset["theme"] = asked.get("theme") ?? "light";
root.dir = asked.get("dir") ?? "ltr";

const desk = pretend({ desk: "sample", readOnly: asked.has("readonly") });
const claims = await enrich(desk);
desk.commands.length = 0;
useBridge(desk);
globalThis.dossier = { desk, told: [], ...claims };

const target = document.getElementById("app");
if (target === null) throw new Error("the page has no #app");
mount(Stage, {
  target,
  props: {
    claim: asked.get("claim") === "empty" ? claims.empty : claims.sarin,
    width: Number(asked.get("width") ?? 412),
    readOnly: asked.has("readonly"),
    told: globalThis.dossier.told,
  },
});
