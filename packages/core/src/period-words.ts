import type { Language } from './language.ts';

/** The words around the dates of a period. */
export interface PeriodWords {
  readonly quarter: (quarter: string, year: string) => string;
  readonly week: (week: string, year: string) => string;
  /** The end is exclusive: the words must say so. */
  readonly stretch: (start: string, end: string, timeZone: string, hours: string) => string;
}

export const periodWords: Readonly<Record<Language, PeriodWords>> = {
  en: {
    quarter: (quarter, year) => `Q${quarter} ${year}`,
    week: (week, year) => `Week ${week} of ${year}`,
    stretch: (start, end, timeZone, hours) => `${start} up to ${end}, ${timeZone} (${hours} hours)`,
  },
  de: {
    quarter: (quarter, year) => `${quarter}. Quartal ${year}`,
    week: (week, year) => `KW ${week}/${year}`,
    stretch: (start, end, timeZone, hours) => `${start} bis ausschließlich ${end}, ${timeZone} (${hours} Stunden)`,
  },
  fr: {
    quarter: (quarter, year) => `T${quarter} ${year}`,
    week: (week, year) => `Semaine ${week} de ${year}`,
    stretch: (start, end, timeZone, hours) => `Du ${start} au ${end} exclu, ${timeZone} (${hours} heures)`,
  },
  nl: {
    quarter: (quarter, year) => `Q${quarter} ${year}`,
    week: (week, year) => `Week ${week} van ${year}`,
    stretch: (start, end, timeZone, hours) => `${start} tot ${end}, ${timeZone} (${hours} uur)`,
  },
  ja: {
    quarter: (quarter, year) => `${year}年第${quarter}四半期`,
    week: (week, year) => `${year}年第${week}週`,
    stretch: (start, end, timeZone, hours) => `${start}から${end}（当日を含まない）まで、${timeZone}（${hours}時間）`,
  },
};
