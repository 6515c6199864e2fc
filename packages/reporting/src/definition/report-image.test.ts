import { describe, expect, it } from 'vitest';
import { readImage } from './report-image.ts';

const svg = (inner: string, root = 'viewBox="0 0 40 20"'): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0"?><!-- made by hand --><svg xmlns="http://www.w3.org/2000/svg" ${root}>${inner}</svg>`);

/** A JPEG of 300 by 200 pixels, as far as its frame header. */
const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 200, 1, 44, 1, 1, 0x11, 0]);

describe('a picture of a report', () => {
  it('is read with its size: JPEG and plain drawings', () => {
    expect(readImage('a.jpg', jpeg)).toMatchObject({
      widthPx: 300,
      heightPx: 200,
      dataUri: expect.stringContaining('data:image/jpeg;base64,') as string,
    });
    expect(readImage('a.svg', svg('<path d="M0 0h9" fill="url(#g)"/><text>a &lt; b</text>'))).toMatchObject({ widthPx: 40, heightPx: 20 });
  });

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script with a prefix', '<svg:script>alert(1)</svg:script>'],
    ['an event', '<rect onload="alert(1)"/>'],
    ['an event in single quotes', "<rect OnLoad='alert(1)'/>"],
    ['foreign markup', '<foreignObject><p>x</p></foreignObject>'],
    ['a link', '<a href="https://attacker.example">x</a>'],
    ['a picture from elsewhere', '<image href="https://attacker.example/x.png"/>'],
    ['a use of another file', '<use xlink:href="other.svg#x"/>'],
    ['a style element', '<style>@import "https://attacker.example"</style>'],
    ['a style attribute', '<rect style="fill:url(https://attacker.example)"/>'],
    ['an address in a fill', '<rect fill="url(https://attacker.example/x)"/>'],
    ['an escaped address in a fill', '<rect fill="u\\72l(x)"/>'],
    ['a script address', '<rect fill="javascript:alert(1)"/>'],
    ['an animation', '<set attributeName="href" to="javascript:alert(1)"/>'],
    ['an entity', '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><text>&x;</text>'],
    ['an instruction', '<?xml-stylesheet href="x.css"?>'],
  ])('may not hold %s', (_, inner) => {
    expect(readImage('a.svg', svg(inner))).toHaveProperty('problem');
  });

  it('has to be what its name says, of a bearable size', () => {
    expect(readImage('a.png', jpeg)).toHaveProperty('dataUri');
    expect(readImage('a.png', new TextEncoder().encode('GIF89a'))).toEqual({ problem: 'a.png is neither PNG nor JPEG' });
    expect(readImage('a.svg', svg('', ''))).toEqual({ problem: 'a.svg has no viewBox, which gives its size' });
    expect(readImage('a.svg', svg('', 'viewBox="0 0 90000 1"'))).toHaveProperty('problem');
    expect(readImage('a.png', new Uint8Array(500_001))).toEqual({ problem: 'a.png has 500001 bytes; 500000 are allowed' });
    expect(readImage('a.svg', Uint8Array.from([0xff, 0xfe, 0x3c]))).toEqual({ problem: 'a.svg is not UTF-8' });
  });
});
