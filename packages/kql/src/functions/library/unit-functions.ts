import { KqlUnsupported } from '../../errors.ts';
import { rowwise } from '../../plan/expression.ts';
import type { ScalarFunction } from '../scalar-function.ts';
import { exprFunction } from '../scalar-function.ts';
import { literalText, realAt, textAt } from './argument-values.ts';

type Units = Readonly<Record<string, number>>;

/** The unit with prefixes of the decimal system in front, e.g. `Kilogram` of `gram`. */
function withPrefixes(name: string, size: number, prefixes: readonly (keyof typeof PREFIXES)[]): Units {
  return Object.fromEntries(prefixes.map((prefix) => [`${prefix}${name}`, size * PREFIXES[prefix]]));
}

const PREFIXES = {
  Nano: 1e-9,
  Micro: 1e-6,
  Milli: 1e-3,
  Centi: 1e-2,
  Deci: 0.1,
  Deca: 10,
  Hecto: 100,
  Kilo: 1e3,
  Mega: 1e6,
  Giga: 1e9,
  Tera: 1e12,
} as const;

const FOOT = 0.3048;
const INCH = 0.0254;
const US_SURVEY_FOOT = 1200 / 3937;
const LIGHT_YEAR = 9.46073047258e15;
const PARSEC = 3.08567758128e16;

/** Meters. */
const LENGTHS: Units = {
  ...withPrefixes('meter', 1, ['Nano', 'Micro', 'Milli', 'Centi', 'Deci', 'Deca', 'Hecto', 'Kilo']),
  ...withPrefixes('lightYear', LIGHT_YEAR, ['Kilo', 'Mega']),
  ...withPrefixes('parsec', PARSEC, ['Kilo', 'Mega']),
  Meter: 1,
  Angstrom: 1e-10,
  AstronomicalUnit: 1.495978707e11,
  Chain: 66 * FOOT,
  DataMile: 6000 * FOOT,
  DtpPica: INCH / 6,
  DtpPoint: INCH / 72,
  Fathom: 6 * FOOT,
  Foot: FOOT,
  Hand: 4 * INCH,
  Inch: INCH,
  LightYear: LIGHT_YEAR,
  Microinch: INCH * 1e-6,
  Mil: INCH / 1000,
  NauticalMile: 1852,
  Parsec: PARSEC,
  PrinterPoint: INCH / 72.27,
  Shackle: 90 * FOOT,
  Twip: INCH / 1440,
  UsSurveyFoot: US_SURVEY_FOOT,
  Yard: 3 * FOOT,
};

/** Kilograms. */
const MASSES: Units = {
  ...withPrefixes('gram', 1e-3, ['Nano', 'Micro', 'Milli', 'Centi', 'Deci', 'Deca', 'Hecto', 'Kilo']),
  ...withPrefixes('pound', 0.45359237, ['Kilo', 'Mega']),
  ...withPrefixes('tonne', 1e3, ['Kilo', 'Mega']),
  Gram: 1e-3,
  Grain: 6.479891e-5,
  LongHundredweight: 50.80234544,
  LongTon: 1016.0469088,
  Ounce: 0.028349523125,
  Pound: 0.45359237,
  ShortHundredweight: 45.359237,
  ShortTon: 907.18474,
  Slug: 14.593902937206,
  Stone: 6.35029318,
  Tonne: 1e3,
};

const KILOGRAM_FORCE = 9.80665;
const POUND_FORCE = 4.4482216152605;

/** Newtons. */
const FORCES: Units = {
  ...withPrefixes('newton', 1, ['Micro', 'Milli', 'Deca', 'Kilo', 'Mega']),
  Newton: 1,
  Dyn: 1e-5,
  KilogramForce: KILOGRAM_FORCE,
  KiloPond: KILOGRAM_FORCE,
  KilopoundForce: POUND_FORCE * 1e3,
  OunceForce: POUND_FORCE / 16,
  Poundal: 0.138254954376,
  PoundForce: POUND_FORCE,
  ShortTonForce: POUND_FORCE * 2000,
  TonneForce: KILOGRAM_FORCE * 1e3,
};

const BRITISH_THERMAL_UNIT = 1055.05585262;
const ELECTRON_VOLT = 1.602176565e-19;

/** Joules. */
const ENERGIES: Units = {
  ...withPrefixes('britishThermalUnit', BRITISH_THERMAL_UNIT, ['Kilo', 'Mega', 'Giga']),
  ...withPrefixes('calorie', 4.184, ['Kilo', 'Mega']),
  ...withPrefixes('electronVolt', ELECTRON_VOLT, ['Kilo', 'Mega', 'Giga', 'Tera']),
  ...withPrefixes('joule', 1, ['Milli', 'Kilo', 'Mega', 'Giga']),
  ...withPrefixes('wattDay', 86_400, ['Kilo', 'Mega', 'Giga', 'Tera']),
  ...withPrefixes('wattHour', 3600, ['Kilo', 'Mega', 'Giga', 'Tera']),
  ...withPrefixes('thermEc', 1.0550558526e8, ['Deca']),
  ...withPrefixes('thermUs', 1.054804e8, ['Deca']),
  BritishThermalUnit: BRITISH_THERMAL_UNIT,
  Calorie: 4.184,
  ElectronVolt: ELECTRON_VOLT,
  Erg: 1e-7,
  FootPound: 1.3558179483314,
  HorsepowerHour: 2_684_519.5377,
  Joule: 1,
  ThermEc: 1.0550558526e8,
  ThermUs: 1.054804e8,
  WattDay: 86_400,
  WattHour: 3600,
};

/** Radians. */
const ANGLES: Units = {
  ...withPrefixes('degree', Math.PI / 180, ['Nano', 'Micro', 'Milli']),
  ...withPrefixes('radian', 1, ['Nano', 'Micro', 'Milli', 'Centi', 'Deci']),
  Arcminute: Math.PI / 180 / 60,
  Arcsecond: Math.PI / 180 / 3600,
  Degree: Math.PI / 180,
  Gradian: Math.PI / 200,
  NatoMil: Math.PI / 3200,
  Radian: 1,
  Revolution: 2 * Math.PI,
};

/** Cubic meters. Other units of volume are rounded in the service in ways that are not documented. */
const VOLUMES: Units = {
  ...withPrefixes('liter', 1e-3, ['Micro', 'Milli', 'Centi', 'Deci', 'Deca', 'Hecto', 'Kilo', 'Mega']),
  ...withPrefixes('cubicMeter', 1, ['Hecto', 'Kilo']),
  AcreFoot: 1 / 0.000810714,
  CubicCentimeter: 1e-6,
  CubicDecimeter: 1e-3,
  CubicHectometer: 1e6,
  CubicKilometer: 1e9,
  CubicMeter: 1,
  CubicMicrometer: 1e-18,
  CubicMillimeter: 1e-9,
  Liter: 1e-3,
};

const SPEED_LENGTHS: Units = {
  Nanometer: 1e-9,
  Micrometer: 1e-6,
  Millimeter: 1e-3,
  Centimeter: 1e-2,
  Decimeter: 0.1,
  Meter: 1,
  Kilometer: 1e3,
  Inch: INCH,
  Foot: FOOT,
  UsSurveyFoot: US_SURVEY_FOOT,
  Yard: 3 * FOOT,
};

/** Meters per second. */
const SPEEDS: Units = {
  ...Object.fromEntries(
    Object.entries(SPEED_LENGTHS).flatMap(([name, size]) => [
      [`${name}PerSecond`, size],
      [`${name}PerMinute`, size / 60],
      [`${name}PerHour`, size / 3600],
    ]),
  ),
  Knot: 1852 / 3600,
  MilePerHour: 0.44704,
};

/** Units that the language has and whose size there is not known well enough to answer. */
const UNKNOWN_UNITS: ReadonlySet<string> = new Set(
  (
    'Mile PrinterPica SolarRadius EarthMass SolarMass ThermImperial DecathermImperial Tilt AuTablespoon BoardFoot CubicFoot CubicInch CubicMile ' +
    'CubicYard DecausGallon DeciusGallon HectocubicFoot HectousGallon ImperialBeerBarrel ImperialGallon ImperialOunce ImperialPint KilocubicFoot ' +
    'KiloimperialGallon KilousGallon MegacubicFoot MegaimperialGallon MegausGallon MetricCup MetricTeaspoon OilBarrel UkTablespoon UsBeerBarrel ' +
    'UsCustomaryCup UsGallon UsLegalCup UsOunce UsPint UsQuart UsTablespoon UsTeaspoon'
  ).split(' '),
);

function conversion(quantity: string, units: Units): ScalarFunction {
  return exprFunction(`convert_${quantity}`, { doc: `A ${quantity} in another unit`, args: 3 }, (call) => {
    const types = call.args.map((arg) => arg.type);
    const sizeOf = (unit: string): number | undefined => {
      if (UNKNOWN_UNITS.has(unit)) throw new KqlUnsupported(`the unit ${unit} of ${call.name}()`, call.position);
      return Object.hasOwn(units, unit) ? units[unit] : undefined;
    };
    for (const arg of call.args.slice(1)) sizeOf(literalText(arg) ?? '');
    return rowwise('real', call.position, call.args, (values) => {
      const value = realAt(values, types, 0);
      const from = sizeOf(textAt(values, types, 1));
      const to = sizeOf(textAt(values, types, 2));
      return value === null || from === undefined || to === undefined ? null : (value * from) / to;
    });
  });
}

/** Functions between units of measurement. A unit that the language does not know gives null. */
export const unitFunctions: readonly ScalarFunction[] = [
  conversion('angle', ANGLES),
  conversion('energy', ENERGIES),
  conversion('force', FORCES),
  conversion('length', LENGTHS),
  conversion('mass', MASSES),
  conversion('speed', SPEEDS),
  conversion('volume', VOLUMES),
];
