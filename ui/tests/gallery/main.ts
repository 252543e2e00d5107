/** Shows the gallery of parts as the window would: same letters, same tokens, same policy. */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "../../src/app.css";
import { mount } from "svelte";
import Gallery from "../../src/parts/Gallery.svelte";

const wishes = new URLSearchParams(location.search);
document.documentElement.dir = wishes.get("dir") ?? "ltr";
document.documentElement.dataset["theme"] = wishes.get("theme") ?? "light";

const target = document.getElementById("app");
if (target === null) throw new Error("the gallery's page has no #app");
mount(Gallery, { target, props: { dialog: wishes.has("dialog"), palette: wishes.has("palette") } });
