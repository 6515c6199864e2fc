import type { DynamicValue } from '../../columns/dynamic-value.ts';
import { DynamicBag, isDynamicArray } from '../../columns/dynamic-value.ts';
import type { Scalar } from '../../columns/scalar.ts';
import { KqlUnsupported } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { ScalarFunction, TypedFunction } from '../scalar-function.ts';
import { exprFunction, valueFunction } from '../scalar-function.ts';
import { dynamicAt, realAt, textAt, wholeAt } from './argument-values.ts';
import { decodeGeohash, encodeGeohash } from './geohash.ts';
import { polygonArea, polygonHolds, readLine, readPolygon, shapeOf } from './geo-shape.ts';
import { realItems } from './series.ts';
import type { Place } from './sphere.ts';
import { azimuth, distance, distanceToEdge, isPlace } from './sphere.ts';

/** The place in two arguments; `undefined` when it lies outside the degrees of the Earth. */
function placeAt(values: readonly Scalar[], types: Parameters<TypedFunction>[1], index: number): Place | undefined {
  const [longitude, latitude] = [realAt(values, types, index), realAt(values, types, index + 1)];
  return longitude !== null && latitude !== null && isPlace(longitude, latitude) ? [longitude, latitude] : undefined;
}

/** A function of so many places; null when one of them is none. */
function ofPlaces(name: string, doc: string, count: number, compute: (...places: Place[]) => number | null): ScalarFunction {
  return valueFunction(name, { doc, args: count * 2, result: 'real' }, (values, types) => {
    const places = Array.from({ length: count }, (_, index) => placeAt(values, types, index * 2)).filter((place) => place !== undefined);
    return places.length < count ? null : compute(...places);
  });
}

const TURN = 2 * Math.PI;

/** Edges of a line. */
function edgesOf(line: readonly Place[]): readonly (readonly [Place, Place])[] {
  return line.slice(1).map((place, index) => [line[index]!, place]);
}

function lengthOf(line: readonly Place[]): number {
  return edgesOf(line).reduce((sum, [from, to]) => sum + distance(from, to), 0);
}

/**
 * A function whose argument is a shape of one type of GeoJSON. Several lines or polygons in one shape are refused: the service first makes
 * their union.
 */
function ofShape(
  name: string,
  doc: string,
  props: { readonly args: number; readonly shapeAt: number; readonly type: 'LineString' | 'Polygon' },
  compute: (coordinates: DynamicValue, ...rest: Parameters<TypedFunction>) => Scalar,
): ScalarFunction {
  return exprFunction(name, { doc, args: props.args }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('real', call.position, call.args, (values, session) => {
      const shape = shapeOf(dynamicAt(values, types, props.shapeAt));
      if (shape?.type === `Multi${props.type}`) throw new KqlUnsupported(`${name}() of a ${shape.type}`, call.position);
      return shape?.type === props.type ? compute(shape.coordinates, values, types, session) : null;
    });
  });
}

const geoJson = (type: string, coordinates: DynamicValue): DynamicBag =>
  new DynamicBag(
    new Map<string, DynamicValue>([
      ['type', type],
      ['coordinates', coordinates],
    ]),
  );

/** Steps to the neighbours, in the order of the documentation. */
const NEIGHBORS = [
  [-1, -1],
  [-1, 1],
  [1, -1],
  [0, 1],
  [-1, 0],
  [1, 1],
  [1, 0],
  [0, -1],
] as const;

/** Functions of places on the Earth, a sphere here as in the service by default. */
export const geoFunctions: readonly ScalarFunction[] = [
  exprFunction('geo_distance_2points', { doc: 'Meters between two places', args: [4, 5] }, (call) => {
    const types = call.args.map((arg) => arg.type);
    if (call.args[4] !== undefined && call.args[4].literal?.value !== false)
      throw new KqlUnsupported('geo_distance_2points() on a spheroid', call.position);
    return rowwise('real', call.position, call.args, (values) => {
      const [from, to] = [placeAt(values, types, 0), placeAt(values, types, 2)];
      return from === undefined || to === undefined ? null : distance(from, to);
    });
  }),
  ofPlaces('geo_azimuth', 'Direction from a place to another, in radians', 2, (from, to) => azimuth(from, to) ?? null),
  ofPlaces('geo_angle', 'Angle of a line over three places, in radians', 3, (first, middle, last) => {
    const [back, ahead] = [azimuth(middle, first), azimuth(middle, last)];
    return back === undefined || ahead === undefined ? null : (ahead - back + TURN) % TURN;
  }),
  valueFunction('geo_point_in_circle', { doc: 'Whether a place lies in a circle', args: 5, result: 'bool' }, (values, types) => {
    const [place, center] = [placeAt(values, types, 0), placeAt(values, types, 2)];
    const radius = realAt(values, types, 4);
    return place === undefined || center === undefined || radius === null || radius < 0 ? null : distance(place, center) <= radius;
  }),
  exprFunction('geo_point_in_polygon', { doc: 'Whether a place lies in a polygon', args: 3 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    return rowwise('bool', call.position, call.args, (values) => {
      const place = placeAt(values, types, 0);
      const shape = shapeOf(dynamicAt(values, types, 2));
      if (place === undefined || shape === undefined) return null;
      const parts = shape.type === 'MultiPolygon' && isDynamicArray(shape.coordinates) ? shape.coordinates : [shape.coordinates];
      const polygons = shape.type === 'Polygon' || shape.type === 'MultiPolygon' ? parts.map(readPolygon) : [undefined];
      const known = polygons.filter((polygon) => polygon !== undefined);
      return known.length < polygons.length ? null : known.some((polygon) => polygonHolds(polygon, place));
    });
  }),
  ofShape('geo_line_length', 'Length of a line in meters', { args: 1, shapeAt: 0, type: 'LineString' }, (coordinates) => {
    const line = readLine(coordinates);
    return line === undefined ? null : lengthOf(line);
  }),
  ofShape(
    'geo_distance_point_to_line',
    'Meters from a place to a line',
    { args: 3, shapeAt: 2, type: 'LineString' },
    (coordinates, values, types) => {
      const [place, line] = [placeAt(values, types, 0), readLine(coordinates)];
      return place === undefined || line === undefined
        ? null
        : Math.min(...edgesOf(line).map(([from, to]) => distanceToEdge(place, from, to)));
    },
  ),
  ofShape('geo_polygon_area', 'Area of a polygon in square meters', { args: 1, shapeAt: 0, type: 'Polygon' }, (coordinates) => {
    const polygon = readPolygon(coordinates);
    return polygon === undefined ? null : polygonArea(polygon);
  }),
  ofShape(
    'geo_polygon_perimeter',
    'Length of the border of a polygon in meters',
    { args: 1, shapeAt: 0, type: 'Polygon' },
    (coordinates) => {
      const polygon = readPolygon(coordinates);
      return polygon === undefined ? null : polygon.reduce((sum, ring) => sum + lengthOf([...ring, ring[0]!]), 0);
    },
  ),
  valueFunction('geo_point_to_geohash', { doc: 'Geohash of a place', args: [2, 3], result: 'string' }, (values, types) => {
    const place = placeAt(values, types, 0);
    const letters = values.length > 2 ? (wholeAt(values, types, 2) ?? 0) : 5;
    return place === undefined || letters < 1 || letters > 18 ? '' : encodeGeohash(place, letters);
  }),
  valueFunction('geo_geohash_to_central_point', { doc: 'Middle of a geohash', args: 1, result: 'dynamic' }, (values, types) => {
    const box = decodeGeohash(textAt(values, types, 0));
    return box === undefined ? null : geoJson('Point', realItems([(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]));
  }),
  valueFunction('geo_geohash_to_polygon', { doc: 'Border of a geohash', args: 1, result: 'dynamic' }, (values, types) => {
    const box = decodeGeohash(textAt(values, types, 0));
    if (box === undefined) return null;
    const [west, south, east, north] = box;
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    return geoJson('Polygon', [corners.map(realItems)]);
  }),
  valueFunction('geo_geohash_neighbors', { doc: 'The geohashes around one', args: 1, result: 'dynamic' }, (values, types) => {
    const hash = textAt(values, types, 0);
    const box = decodeGeohash(hash);
    if (box === undefined) return null;
    const [west, south, east, north] = box;
    const neighbors: string[] = [];
    for (const [dx, dy] of NEIGHBORS) {
      const latitude = (south + north) / 2 + dy * (north - south);
      const longitude = (west + east) / 2 + dx * (east - west);
      if (Math.abs(latitude) > 90) continue;
      neighbors.push(
        encodeGeohash([longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude, latitude], hash.length),
      );
    }
    return neighbors;
  }),
];
