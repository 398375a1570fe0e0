/**
 * A fake camera: a drawn face whose mouth moves, above a strip of sixteen black and white squares that hold the number of
 * the frame. What a recording lost can then be read from its picture, however the sound was started.
 */
export const face = { width: 160, height: 120, framesPerSecond: 10 } as const;

const counterBits = 16;
const squareSize = face.width / counterBits;
const counterTop = face.height - squareSize;
const black = 16;
const white = 235;
const neutralChroma = 128;

/** The whole video as YUV4MPEG2 (4:2:0), the raw format that Chromium's fake camera reads. */
export function countingFaceVideo(seconds: number): Buffer {
  const header = `YUV4MPEG2 W${face.width} H${face.height} F${face.framesPerSecond}:1 Ip A1:1 C420jpeg\n`;
  const chroma = Buffer.alloc((face.width * face.height) / 2, neutralChroma);
  const parts: Buffer[] = [Buffer.from(header)];
  for (let frame = 0; frame < seconds * face.framesPerSecond; frame += 1) {
    parts.push(Buffer.from('FRAME\n'), luminanceOf(frame), chroma);
  }
  return Buffer.concat(parts);
}

/** The number in the strip of one decoded frame (`face.width` × `face.height` bytes of luminance, pixel format `gray`). */
export function frameNumberIn(luminance: Uint8Array): number {
  let number = 0;
  const row = counterTop + squareSize / 2;
  for (let bit = 0; bit < counterBits; bit += 1) {
    const column = bit * squareSize + squareSize / 2;
    if (luminance[row * face.width + column]! > (black + white) / 2) number += 2 ** bit;
  }
  return number;
}

function luminanceOf(frame: number): Buffer {
  const picture = Buffer.alloc(face.width * face.height, 90);
  const mouthHeight = 2 + Math.round(4 * Math.abs(Math.sin(frame / 2)));
  fillEllipse(picture, 80, 54, 34, 44, 180);
  fillEllipse(picture, 67, 42, 4, 4, 40);
  fillEllipse(picture, 93, 42, 4, 4, 40);
  fillEllipse(picture, 80, 76, 12, mouthHeight, 60);
  for (let bit = 0; bit < counterBits; bit += 1) {
    const level = (frame >> bit) & 1 ? white : black;
    for (let row = counterTop; row < face.height; row += 1) {
      const start = row * face.width + bit * squareSize;
      picture.fill(level, start, start + squareSize);
    }
  }
  return picture;
}

function fillEllipse(picture: Buffer, x: number, y: number, radiusX: number, radiusY: number, level: number): void {
  for (let row = y - radiusY; row <= y + radiusY; row += 1) {
    const half = Math.round(radiusX * Math.sqrt(1 - ((row - y) / radiusY) ** 2));
    picture.fill(level, row * face.width + x - half, row * face.width + x + half + 1);
  }
}
