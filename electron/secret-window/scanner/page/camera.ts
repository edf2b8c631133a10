import { t } from '../../../../shared/language/text.ts';
import type { ScanEnd } from '../messages.ts';
import { findCodes } from './find-codes.ts';
import { largestSide, pixels } from './read-image.ts';

const restMs = 80;
/** Enough for a code of version 15 that fills half of the picture. */
const wantedWidth = 1920;
/** Every so many frames one is looked at with every treatment. */
const thoroughEvery = 8;

/** Why a camera does not give a picture, from the name of the browser's error. */
export function cameraEnd(error: unknown): ScanEnd {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no-camera';
  return name === 'NotAllowedError' || name === 'SecurityError' ? 'camera-denied' : 'camera-busy';
}

/** A camera shown in a video element and looked at frame by frame. */
export class Camera {
  readonly #video: HTMLVideoElement;
  #stream: MediaStream | undefined;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
  }

  /** Starts one camera, by its device ID, or the one that the system prefers. Rejects with the browser's error. */
  async start(deviceId?: string): Promise<void> {
    this.stop();
    if (!('mediaDevices' in navigator)) throw new DOMException('', 'NotFoundError');
    const which = deviceId === undefined ? { facingMode: 'environment' } : { deviceId: { exact: deviceId } };
    this.#stream = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: wantedWidth }, ...which }, audio: false });
    this.#video.srcObject = this.#stream;
    await this.#video.play();
  }

  /** The cameras there are; their names are known once one of them was started. */
  async all(): Promise<{ id: string; name: string }[]> {
    const devices = await navigator.mediaDevices.enumerateDevices();
    return devices
      .filter(({ kind }) => kind === 'videoinput')
      .map(({ deviceId, label }, index) => ({ id: deviceId, name: label || t('Camera {number}', { number: index + 1 }) }));
  }

  /** Gives the texts of each frame that has codes, until `take` answers true or `ended`. Rejects where the camera went away. */
  async watch(take: (texts: readonly string[]) => Promise<boolean>, ended: () => boolean): Promise<void> {
    for (let frame = 1; !ended(); frame++) {
      if (this.#stream?.getVideoTracks().every(({ readyState }) => readyState === 'ended')) throw new DOMException('', 'NotReadableError');
      const { videoWidth, videoHeight } = this.#video;
      if (videoWidth > 0 && videoHeight > 0) {
        const scale = Math.min(1, largestSide / Math.max(videoWidth, videoHeight));
        const canvas = new OffscreenCanvas(Math.round(videoWidth * scale), Math.round(videoHeight * scale));
        const picture = pixels(canvas, (context) => context.drawImage(this.#video, 0, 0, canvas.width, canvas.height));
        const texts = await findCodes(picture, (found) => found.length > 0, frame % thoroughEvery === 0);
        if (texts.length > 0 && (await take(texts))) return;
      }
      await new Promise((resolve) => setTimeout(resolve, restMs));
    }
  }

  stop(): void {
    for (const track of this.#stream?.getTracks() ?? []) track.stop();
    this.#stream = undefined;
    this.#video.srcObject = null;
  }
}
