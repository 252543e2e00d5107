/** The pictures of a claim as the window needs them: what they show, which of them is on screen, and saving one. */
import { untrack } from "svelte";
import { bridge, type PictureRequest, type SavedFile } from "../api/bridge";
import type { ClaimId } from "../api/generated/ClaimId";
import type { EvidenceMapPage } from "../api/generated/EvidenceMapPage";
import type { Fault } from "../api/generated/Fault";
import { faultOf } from "./faults";
import { moment } from "./moment.svelte";
import { place } from "./place.svelte";
import { screens } from "./screens.svelte";

export type { PictureRequest } from "../api/bridge";

export type MapFace = "map" | "timeline";

class Mapping {
  /** The picture that is on screen, or will be. */
  face: MapFace = $state("map");
  /** The circle that is to be shown when the map comes on screen: the map takes it. */
  circle: number | null = $state(null);

  open(face: MapFace = "map", circle: number | null = null): void {
    this.face = face;
    this.circle = circle;
    // It lies in the middle of the desk.
    screens.toDesk();
    place.panel = "map";
  }

  toggle(): void {
    if (place.panel === "map") place.panel = null;
    else this.open();
  }
}

export const mapping = new Mapping();

/** The pictures of a claim for as long as the component lives; late answers to older questions are dropped. */
export class LiveMap {
  value: EvidenceMapPage | null = $state.raw(null);
  fault: Fault | null = $state.raw(null);
  #asked = 0;

  constructor(claim: () => ClaimId | null) {
    $effect(() => {
      void moment.key;
      const wanted = claim();
      untrack(() => void this.#ask(wanted, ++this.#asked));
    });
    $effect(() => () => {
      this.#asked++;
    });
  }

  async #ask(claim: ClaimId | null, mine: number): Promise<void> {
    if (claim === null || this.value?.claim !== claim) this.value = null;
    if (claim === null) return;
    try {
      const page = await bridge().evidenceMap(claim, moment.at);
      if (mine === this.#asked) [this.value, this.fault] = [page, null];
    } catch (error) {
      if (mine === this.#asked) [this.value, this.fault] = [null, faultOf(error)];
    }
  }
}

/** Asks where, and writes the picture of the moment on screen; null when broken off. */
export function savePicture(request: PictureRequest): Promise<SavedFile | null> {
  return bridge().savePicture(request, moment.at);
}
