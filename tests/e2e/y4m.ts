import type { Picture } from '../../electron/secret-window/scanner/page/find-codes.ts';

/** One still picture as a video file that Chromium takes for a camera: YUV4MPEG2, 4:2:0, grey. Width and height must be even. */
export function y4m({ width, height, data }: Picture): Uint8Array {
  const luma = Uint8Array.from({ length: width * height }, (_, at) => data[4 * at] as number);
  const chroma = new Uint8Array((width * height) / 2).fill(128);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\nFRAME\n`);
  return Buffer.concat([head, luma, chroma]);
}
