/** The messages of this window. One queue, so that they never cover one another. */
import { Toasts } from "../parts/toasts.svelte";

export const toasts = new Toasts();
