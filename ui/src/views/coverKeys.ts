/** The keys by which a text is read to its end: what nobody marked yet, one sentence after the other. */
import { m } from "../i18n";
import type { Shortcut } from "../keys";
import { drafting } from "../state/drafting.svelte";
import { screens } from "../state/screens.svelte";

export function coverKeys({ step }: { step: (by: 1 | -1) => void }): Shortcut[] {
  const text = { scope: m.keys_drafts_scope(), when: () => !screens.covered };
  return [
    {
      id: "cover.show",
      keys: "u",
      label: m.keys_cover(),
      ...text,
      run: () => (drafting.coverage = !drafting.coverage),
    },
    { id: "cover.next", keys: "n", label: m.keys_cover_next(), ...text, run: () => step(1) },
    { id: "cover.previous", keys: "Shift+n", label: m.keys_cover_before(), ...text, run: () => step(-1) },
  ];
}
