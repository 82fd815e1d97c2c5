// The little of fontkit that is used here; the package brings no types of its own.
declare module "fontkit" {
  export type Font = Readonly<{
    hasGlyphForCodePoint: (codePoint: number) => boolean;
    layout: (text: string) => unknown;
  }>;
  export function create(bytes: Uint8Array): Font;
}
