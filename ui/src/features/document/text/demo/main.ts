// A page with the text view alone, for tests in a real browser. Not shipped.
import { mount } from "svelte";
import "../../../../app.css";
import Demo from "./Demo.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("The page has no #app.");
mount(Demo, { target });
