import type { FunctionCase } from './case-table.ts';
import { datetime, dynamic, nullOf, real, timespan } from './case-table.ts';

const NO_QUERY = { 'Query Parameters': {} };

export const parsingCases: readonly FunctionCase[] = [
  [
    'parse_url',
    ['scheme://user:pass@host:1234/a/path?k1=v1&k2=v2#part'],
    {
      Scheme: 'scheme',
      Host: 'host',
      Port: '1234',
      Path: '/a/path',
      Username: 'user',
      Password: 'pass',
      'Query Parameters': { k1: 'v1', k2: 'v2' },
      Fragment: 'part',
    },
  ],
  ['parseurl', ['not a url'], { Scheme: '', Host: '', Port: '', Path: '', Username: '', Password: '', ...NO_QUERY, Fragment: '' }],
  ['parse_urlquery', ['k1=v1&k2=v2&k3=v3'], { 'Query Parameters': { k1: 'v1', k2: 'v2', k3: 'v3' } }],
  ['parseurlquery', [''], NO_QUERY],
  [
    'parse_path',
    ['C:\\temp\\file.txt'],
    {
      Scheme: '',
      RootPath: 'C:',
      DirectoryPath: 'C:\\temp',
      DirectoryName: 'temp',
      Filename: 'file.txt',
      Extension: 'txt',
      AlternateDataStreamName: '',
    },
  ],
  [
    'parse_path',
    ['file://C:/temp/file.txt:some.exe'],
    {
      Scheme: 'file',
      RootPath: 'C:',
      DirectoryPath: 'C:/temp',
      DirectoryName: 'temp',
      Filename: 'file.txt',
      Extension: 'txt',
      AlternateDataStreamName: 'some.exe',
    },
  ],
  [
    'parse_path',
    ['\\\\shared\\users\\temp\\file.txt.gz'],
    {
      Scheme: '',
      RootPath: '',
      DirectoryPath: '\\\\shared\\users\\temp',
      DirectoryName: 'temp',
      Filename: 'file.txt.gz',
      Extension: 'gz',
      AlternateDataStreamName: '',
    },
  ],
  ['parse_command_line', ['echo "hello world!" a\\"b', 'windows'], ['echo', 'hello world!', 'a"b']],
  ['parse_command_line', ['', 'windows'], null],
  ['parse_xml', ['<e name="v"> <a>1</a> <a>2</a> text </e>'], { e: { '@name': 'v', '#text': 'text', a: ['1', '2'] } }],
  ['parse_xml', ['<e/>'], { e: null }],
  ['parse_xml', ['<e>'], null],
  ['parse_version', ['0.0.7.0'], '700000000'],
  ['parse_version', ['1'], '1000000000000000000000000'],
  ['parse_version', ['1.2.3.4.5'], null],
  ['parse_version', ['1.123456789'], null],
];

export const formatCases: readonly FunctionCase[] = [
  ['format_datetime', [datetime('2017-01-29 09:00:05'), 'yy-MM-dd [HH:mm:ss]'], '17-01-29 [09:00:05]'],
  ['format_datetime', [datetime('2017-01-29 09:00:05'), 'yyyy-M-d [H:m:s]'], '2017-1-29 [9:0:5]'],
  ['format_datetime', [datetime('2017-01-29 21:00:05.6175420'), 'h:mm tt fff FFFFFFF'], '9:00 PM 617 617542'],
  ['format_datetime', [datetime('0001-01-01'), 'y yy yyyy'], '1 01 0001'],
  ['format_datetime', [nullOf('datetime'), 'yyyy'], ''],
  ['format_timespan', [timespan('29.09:00:05.12345'), 'dd.hh:mm:ss:FF'], '29.09:00:05:12'],
  ['format_timespan', [timespan('29.09:00:05.12345'), 'ddd.h:mm:ss [fffffff]'], '029.9:00:05 [1234500]'],
  ['format_bytes', [564], '564 Bytes'],
  ['format_bytes', [10_332, 1], '10.1 KB'],
  ['format_bytes', [20_010_332], '19 MB'],
  ['format_bytes', [20_010_332, 2], '19.08 MB'],
  ['format_bytes', [20_010_332, 0, 'KB'], '19541 KB'],
];

export const compressionCases: readonly FunctionCase[] = [
  ['zlib_compress_to_base64_string', ['1234567890qwertyuiop'], 'eAEBFADr/zEyMzQ1Njc4OTBxd2VydHl1aW9wOAkGdw=='],
  ['zlib_decompress_from_base64_string', ['eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4='], 'Test string 123'],
  ['zlib_decompress_from_base64_string', ['x0x0x0'], ''],
  ['gzip_compress_to_base64_string', ['1234567890qwertyuiop'], 'H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA=='],
  ['gzip_decompress_from_base64_string', ['H4sIAAAAAAAA/wEUAOv/MTIzNDU2Nzg5MHF3ZXJ0eXVpb3A6m7f2FAAAAA=='], '1234567890qwertyuiop'],
  ['gzip_decompress_from_base64_string', ['eJwLSS0uUSguKcrMS1cwNDIGACxqBQ4='], ''],
];

export const hashCases: readonly FunctionCase[] = [
  ['hash', ['World'], '1846988464401551951'],
  ['hash', ['World', 100], 51],
  ['hash_xxhash64', [datetime('2015-01-01')], '1380966698541616202'],
  // The specification's own value for the empty input.
  ['hash', [''], '-1205034819632174695'],
  ['hash_md5', ['World'], 'f5a7924e621e84c9280a9a27e1bcb7f6'],
  ['hash_sha1', ['World'], '70c07ec18ef89c5309bbb0937f3a6342411e1fdd'],
  ['hash_sha256', ['World'], '78ae647dc5544d227130a0682a51e30bc7777fbb6d8a8f17007463a3ecd1d524'],
  ['hash_sha256', [datetime('2020-01-01')], 'ba666752dc1a20eb750b0eb64e780cc4c968bc9fb8813461c1d7e750f302d71d'],
];

export const unitCases: readonly FunctionCase[] = [
  ['convert_angle', [real(1.2), 'Degree', 'Arcminute'], 72],
  ['convert_energy', [real(1.2), 'Joule', 'BritishThermalUnit'], 0.00113738054437598],
  ['convert_force', [real(1.5), 'Newton', 'Decanewton'], 0.15],
  ['convert_length', [real(1.2), 'Meter', 'Foot'], 3.937007874015748],
  ['convert_length', [real(1.2), 'Meter', 'Cubit'], null],
  ['convert_mass', [2, 'Tonne', 'Kilogram'], 2000],
  ['convert_speed', [real(1.2), 'MeterPerSecond', 'CentimeterPerHour'], 432_000],
  ['convert_volume', [3, 'CubicMeter', 'Liter'], 3000],
];

export const timeZoneCases: readonly FunctionCase[] = [
  ['datetime_local_to_utc', [datetime('2020-02-02 20:02:20'), 'US/Pacific'], '2020-02-03T04:02:20.0000000Z'],
  ['datetime_local_to_utc', [datetime('2020-02-02 20:02:20'), 'Europe/Paris'], '2020-02-02T19:02:20.0000000Z'],
  ['datetime_utc_to_local', [datetime('2022-07-11 22:18:48.467862'), 'US/Pacific'], '2022-07-11T15:18:48.4678620Z'],
  ['datetime_utc_to_local', [datetime('2022-07-11 22:18:48.467862'), 'Australia/Canberra'], '2022-07-12T08:18:48.4678620Z'],
];

export const statisticsCases: readonly FunctionCase[] = [
  ['gamma', [5], 24],
  ['gamma', [0], null],
  ['loggamma', [1], 0],
  ['erf', [0], 0],
  ['erfc', [0], 1],
  ['beta_cdf', [real(0.5), 2, 2], 0.5],
  ['beta_cdf', [real(1.5), 10, 20], 'NaN'],
  ['beta_inv', [real(1.5), 10, 20], null],
  ['beta_inv', [real(0.5), 3, 3], 0.5],
  ['beta_pdf', [real(0.5), 1, 1], 1],
  ['beta_pdf', [real(-10), 10, 20], 'NaN'],
  ['welch_test', [1, 2, 10, 1, 3, 12], 1],
];

export const urlCases: readonly FunctionCase[] = [
  ['url_encode', ['https://www.bing.com/hello world'], 'https%3a%2f%2fwww.bing.com%2fhello+world'],
  ['url_encode_component', ['https://www.bing.com/hello world'], 'https%3a%2f%2fwww.bing.com%2fhello%20world'],
  ['url_encode', ['é'], '%c3%a9'],
  ['url_decode', ['https%3a%2f%2fwww.bing.com%2f'], 'https://www.bing.com/'],
  ['url_decode', ['hello+world%zz'], 'hello world%zz'],
];

export const rangeCases: readonly FunctionCase[] = [
  ['range', [real(1), real(2), real(0.5)], [1, 1.5, 2]],
  ['array_sum', [dynamic('[1, 2.5]')], 3.5],
  ['array_sum', [dynamic('[1, "a"]')], null],
];

export const punycodeCases: readonly FunctionCase[] = [
  ['punycode_from_string', ['académie-française'], 'acadmie-franaise-npb1a'],
  ['punycode_from_string', ['艺术'], 'cqv902d'],
  ['punycode_to_string', ['acadmie-franaise-npb1a'], 'académie-française'],
  ['punycode_to_string', ['cqv902d'], '艺术'],
  ['punycode_to_string', ['!'], ''],
  ['punycode_domain_to_string', ["Kaledvoulc'h.Artorījos.edu"], "Kaledvoulc'h.xn--Artorjos-ejb.edu"],
  ['punycode_domain_to_string', ['Riðill｡Skáldskaparmál｡org'], 'xn--Riill-jta.xn--Skldskaparml-dbbj.org'],
  ['punycode_domain_from_string', ['xn--Ry-lja8c.xn--Jng-uta63a.xn--Bng-9ka.com'], 'Rúyì.Jīngū.Bàng.com'],
];
