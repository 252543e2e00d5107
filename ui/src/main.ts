/** Starts the window: letters, tokens, the language of the page, then the app itself. */
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "@fontsource-variable/jetbrains-mono/wght.css";
import "./app.css";
import { mount } from "svelte";
import App from "./App.svelte";
import { applyLanguage } from "./i18n";

applyLanguage(document.documentElement);

const target = document.getElementById("app");
if (target === null) throw new Error("index.html has no #app to mount on");

export default mount(App, { target });
