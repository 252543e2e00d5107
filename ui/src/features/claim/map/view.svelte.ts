/** Which part of a picture is on screen, and how large. */
import type { DrawnBox } from "../../../api/generated/DrawnBox";

const LEAST = 0.08;
const MOST = 4;
/** Never drawn larger than it is, just because there is room. */
const FIT_MOST = 1.15;

export class PictureView {
  x = $state(0);
  y = $state(0);
  scale = $state(1);
  /** The room on screen. */
  width = $state(0);
  height = $state(0);
  /** Somebody moved the picture: it no longer follows the size of its room. */
  moved = $state(false);

  /** All of it, in the middle. */
  fit(width: number, height: number): void {
    if (this.width === 0 || width === 0) return;
    this.scale = Math.max(LEAST, Math.min(this.width / width, this.height / height, FIT_MOST));
    this.x = (this.width - width * this.scale) / 2;
    this.y = Math.max(0, (this.height - height * this.scale) / 2);
    this.moved = false;
  }

  /** Fits its width and begins above: for what is read downwards. */
  fitWidth(width: number, height: number): void {
    if (this.width === 0 || width === 0) return;
    this.scale = Math.max(LEAST, Math.min(this.width / width, 1));
    this.x = (this.width - width * this.scale) / 2;
    this.y = Math.max(0, (this.height - height * this.scale) / 2);
    this.moved = false;
  }

  /** Larger or smaller; what lies under the point stays there. */
  zoom(by: number, x = this.width / 2, y = this.height / 2): void {
    const scale = Math.max(LEAST, Math.min(MOST, this.scale * by));
    this.x = x - ((x - this.x) * scale) / this.scale;
    this.y = y - ((y - this.y) * scale) / this.scale;
    this.scale = scale;
    this.moved = true;
  }

  pan(x: number, y: number): void {
    this.x += x;
    this.y += y;
    this.moved = true;
  }

  /** Brings a box on screen, and no further than it must. */
  reveal(box: DrawnBox): void {
    const pad = 24;
    const [left, top] = [box.x * this.scale + this.x, box.y * this.scale + this.y];
    const [wide, high] = [box.width * this.scale, box.height * this.scale];
    const by = (start: number, size: number, room: number): number => {
      if (start < pad) return pad - start;
      return start + size > room - pad ? Math.max(room - pad - size - start, pad - start) : 0;
    };
    const [x, y] = [by(left, wide, this.width), by(top, high, this.height)];
    if (x !== 0 || y !== 0) this.pan(x, y);
  }
}
