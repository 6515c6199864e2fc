import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray, numberOfDynamic } from '../../columns/dynamic-value.ts';
import type { Place, Vector } from './sphere.ts';
import { azimuth, dot, EARTH_RADIUS, edgesCross, isPlace, signedArea, toVector } from './sphere.ts';

/** A ring of places; the first is not repeated at the end. */
type Ring = readonly Place[];

/** The shell, then its holes. */
export type Polygon = readonly Ring[];

/** The type and the coordinates of a GeoJSON value; `undefined` when it is none. */
export function shapeOf(value: DynamicValue): { readonly type: string; readonly coordinates: DynamicValue } | undefined {
  if (!(value instanceof DynamicBag)) return undefined;
  const type = value.get('type');
  return typeof type === 'string' ? { type, coordinates: value.get('coordinates') ?? null } : undefined;
}

function readPlace(value: DynamicValue): Place | undefined {
  if (!isDynamicArray(value) || value.length < 2) return undefined;
  const [longitude, latitude] = [numberOfDynamic(value[0]), numberOfDynamic(value[1])];
  return longitude !== undefined && latitude !== undefined && isPlace(longitude, latitude) ? [longitude, latitude] : undefined;
}

function readPlaces(value: DynamicValue, least: number): readonly Place[] | undefined {
  if (!isDynamicArray(value) || value.length < least) return undefined;
  const places = value.map(readPlace).filter((place) => place !== undefined);
  return places.length === value.length ? places : undefined;
}

/** The places of a line; `undefined` when it is no valid one. */
export function readLine(coordinates: DynamicValue): readonly Place[] | undefined {
  return readPlaces(coordinates, 2);
}

function readRing(value: DynamicValue): Ring | undefined {
  const places = readPlaces(value, 4);
  const [first, last] = [places?.[0], places?.at(-1)];
  if (places === undefined || first![0] !== last![0] || first![1] !== last![1]) return undefined;
  const ring = places.slice(0, -1);
  const isDistinct = new Set(ring.map((place) => place.join())).size === ring.length;
  return isDistinct && !crossesItself(ring.map(toVector)) ? ring : undefined;
}

function crossesItself(ring: readonly Vector[]): boolean {
  const at = (index: number): Vector => ring[index % ring.length]!;
  for (let i = 0; i < ring.length; i++) {
    for (let j = i + 2; j < ring.length; j++) if (edgesCross(at(i), at(i + 1), at(j), at(j + 1))) return true;
  }
  return false;
}

/** A polygon whose rings are closed and do not cross themselves; `undefined` for any other. */
export function readPolygon(coordinates: DynamicValue): Polygon | undefined {
  if (!isDynamicArray(coordinates) || coordinates.length === 0) return undefined;
  const rings = coordinates.map(readRing).filter((ring) => ring !== undefined);
  return rings.length === coordinates.length ? rings : undefined;
}

/** Whether a ring goes round a place on the side that is smaller than half of the sphere. */
function ringHolds(ring: Ring, place: Place): boolean {
  const vectors = ring.map(toVector);
  const middle = vectors.reduce<Vector>((sum, vector) => [sum[0] + vector[0], sum[1] + vector[1], sum[2] + vector[2]], [0, 0, 0]);
  // Seen from the opposite side of the Earth a ring goes round as well.
  if (dot(middle, toVector(place)) <= 0) return false;
  const directions = ring.map((corner) => azimuth(place, corner) ?? 0);
  let turns = 0;
  directions.forEach((direction, index) => {
    let turn = directions[(index + 1) % directions.length]! - direction;
    if (turn > Math.PI) turn -= 2 * Math.PI;
    if (turn < -Math.PI) turn += 2 * Math.PI;
    turns += turn;
  });
  return Math.abs(turns) > Math.PI;
}

export function polygonHolds([shell, ...holes]: Polygon, place: Place): boolean {
  return ringHolds(shell!, place) && !holes.some((hole) => ringHolds(hole, place));
}

function ringArea(ring: Ring): number {
  const [first, ...rest] = ring.map(toVector);
  let sum = 0;
  for (let index = 0; index + 1 < rest.length; index++) sum += signedArea(first!, rest[index]!, rest[index + 1]!);
  const size = Math.abs(sum);
  return Math.min(size, 4 * Math.PI - size) * EARTH_RADIUS ** 2;
}

/** Square meters inside the shell and outside the holes. */
export function polygonArea([shell, ...holes]: Polygon): number {
  return holes.reduce((area, hole) => area - ringArea(hole), ringArea(shell!));
}
