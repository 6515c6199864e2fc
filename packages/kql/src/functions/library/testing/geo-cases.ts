import type { FunctionCase } from './case-table.ts';
import { dynamic, nullOf, real } from './case-table.ts';

const PARK = [
  [-73.9495, 40.7969],
  [-73.95807266235352, 40.80068603561921],
  [-73.98201942443848, 40.76825672305777],
  [-73.97317886352539, 40.76455136505513],
  [-73.9495, 40.7969],
];

const shape = (type: string, coordinates: unknown) => dynamic(JSON.stringify({ type, coordinates }));

const ROAD = shape('LineString', [
  [-115.115385, 36.229195],
  [-115.136995, 36.200366],
  [-115.140252, 36.19247],
  [-115.143558, 36.188523],
  [-115.144076, 36.181954],
  [-115.154662, 36.174483],
  [-115.166431, 36.176388],
  [-115.183289, 36.175007],
  [-115.192612, 36.176736],
  [-115.202485, 36.173439],
  [-115.225355, 36.174365],
]);

/** Values of the documentation, whose sphere has a radius of 6,371,010 m. */
export const geoCases: readonly FunctionCase[] = [
  ['geo_distance_2points', [-122.407628, 47.578557, -118.275287, 34.019056], 1_546_754.3519738093],
  ['geo_distance_2points', [300, 1, 1, 1], null],
  ['geo_distance_2points', [0, nullOf('real'), 0, 0], null],
  ['geo_azimuth', [5, 10, 10, -40], 3.054599397964489],
  ['geo_azimuth', [5, 10, 5, 10], null],
  ['geo_angle', [0, 10, 0, 5, 3, -10], 2.944938434068818],
  ['geo_angle', [0, 10, 0, 10, 3, -10], null],
  ['geo_point_in_circle', [-122.143564, 47.535677, -122.100896, 47.527351, 3500], true],
  ['geo_point_in_circle', [-122.137575, 47.630683, -122.100896, 47.527351, 3500], false],
  ['geo_point_in_circle', [1, 1, 1, 1, -1], null],
  ['geo_point_in_polygon', [-73.965, 40.782, shape('Polygon', [PARK])], true],
  ['geo_point_in_polygon', [-73.985654, 40.748487, shape('MultiPolygon', [[PARK]])], false],
  ['geo_point_in_polygon', [106.035, -40.782, shape('Polygon', [PARK])], false],
  [
    'geo_point_in_polygon',
    [
      0,
      0,
      shape('Polygon', [
        [
          [0, 0],
          [10, 10],
          [10, 10],
          [0, 0],
        ],
      ]),
    ],
    null,
  ],
  [
    'geo_point_in_polygon',
    [
      1,
      1,
      shape('Polygon', [
        [
          [0, 0],
          [2, 2],
          [2, 0],
          [0, 2],
          [0, 0],
        ],
      ]),
    ],
    null,
  ],
  [
    'geo_line_length',
    [
      shape('LineString', [
        [-73.95807266235352, 40.800426144169315],
        [-73.94966125488281, 40.79691751000055],
        [-73.97317886352539, 40.764486356930334],
      ]),
    ],
    4922.480169920807,
  ],
  ['geo_line_length', [shape('LineString', [[1, 1]])], null],
  ['geo_distance_point_to_line', [real(-115.199625), real(36.210419), ROAD], 3797.888872533341],
  ['geo_polygon_area', [shape('Polygon', [PARK])], 3_475_207.28346],
  ['geo_polygon_perimeter', [shape('Polygon', [PARK])], 9930.30149604938],
  ['geo_point_to_geohash', [139.806115, 35.554128, 12], 'xn76m27ty9g4'],
  ['geo_point_to_geohash', [200, 1, 8], ''],
  ['geo_geohash_to_central_point', ['sunny'], { type: 'Point', coordinates: [42.47314453125, 23.70849609375] }],
  ['geo_geohash_to_central_point', ['a'], null],
  [
    'geo_geohash_to_polygon',
    ['dr5ru'],
    {
      type: 'Polygon',
      coordinates: [
        [
          [-74.00390625, 40.7373046875],
          [-73.9599609375, 40.7373046875],
          [-73.9599609375, 40.78125],
          [-74.00390625, 40.78125],
          [-74.00390625, 40.7373046875],
        ],
      ],
    },
  ],
  ['geo_geohash_neighbors', ['sunny'], ['sunnt', 'sunpj', 'sunnx', 'sunpn', 'sunnv', 'sunpp', 'sunnz', 'sunnw']],
];
