/** Radius of the sphere that the service takes for the Earth, in meters. */
export const EARTH_RADIUS = 6_371_010;

/** A place in degrees, in the order of GeoJSON. */
export type Place = readonly [longitude: number, latitude: number];

/** The same place as a unit vector. */
export type Vector = readonly [x: number, y: number, z: number];

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export function isPlace(longitude: number, latitude: number): boolean {
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90;
}

export function toVector([longitude, latitude]: Place): Vector {
  const [lambda, phi] = [radians(longitude), radians(latitude)];
  return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
}

export function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Vector, b: Vector): Vector {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function lengthOf(a: Vector): number {
  return Math.hypot(a[0], a[1], a[2]);
}

/** Angle between two unit vectors; exact also where it is tiny. */
export function angleBetween(a: Vector, b: Vector): number {
  return Math.atan2(lengthOf(cross(a, b)), dot(a, b));
}

/** Meters along the great circle. */
export function distance(a: Place, b: Place): number {
  const [lambda1, phi1, lambda2, phi2] = [radians(a[0]), radians(a[1]), radians(b[0]), radians(b[1])];
  const half = Math.sin((phi2 - phi1) / 2) ** 2 + Math.cos(phi1) * Math.cos(phi2) * Math.sin((lambda2 - lambda1) / 2) ** 2;
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** Direction from one place to another in radians, clockwise from north, 0 to 2 pi; `undefined` where there is none. */
export function azimuth(from: Place, to: Place): number | undefined {
  const angle = angleBetween(toVector(from), toVector(to));
  if (angle < 1e-15 || Math.PI - angle < 1e-15) return undefined;
  const [phi1, phi2, delta] = [radians(from[1]), radians(to[1]), radians(to[0] - from[0])];
  const direction = Math.atan2(
    Math.sin(delta) * Math.cos(phi2),
    Math.cos(phi1) * Math.sin(phi2) - Math.sin(phi1) * Math.cos(phi2) * Math.cos(delta),
  );
  return direction < 0 ? direction + 2 * Math.PI : direction;
}

/** Meters from a place to the nearest point of the great circle between two others. */
export function distanceToEdge(place: Place, from: Place, to: Place): number {
  const [p, a, b] = [toVector(place), toVector(from), toVector(to)];
  const normal = cross(a, b);
  // The foot of the perpendicular lies between the ends when the place is in front of both of them.
  const isBeside = lengthOf(normal) > 0 && dot(cross(normal, a), p) > 0 && dot(cross(normal, b), p) < 0;
  if (!isBeside) return Math.min(distance(place, from), distance(place, to));
  return EARTH_RADIUS * Math.abs(Math.asin(dot(normal, p) / lengthOf(normal)));
}

/** Whether two edges cross between their ends. */
export function edgesCross(a: Vector, b: Vector, c: Vector, d: Vector): boolean {
  const first = cross(a, b);
  const second = cross(c, d);
  const sides = [-dot(first, c), dot(first, d), dot(second, a), -dot(second, b)];
  return sides.every((side) => side > 0) || sides.every((side) => side < 0);
}

/** Area of a triangle on the unit sphere, positive when it runs counterclockwise. */
export function signedArea(a: Vector, b: Vector, c: Vector): number {
  // By differences: the product of the corners themselves would lose the digits of small triangles.
  return 2 * Math.atan2(dot(a, cross(minus(b, a), minus(c, a))), 1 + dot(a, b) + dot(b, c) + dot(c, a));
}
