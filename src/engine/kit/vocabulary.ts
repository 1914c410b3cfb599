export const months: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

export const weekdays: readonly string[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** Units similar enough to swap, so that the number stays plausible. */
export const nearUnits: readonly (readonly [string, string])[] = [
  ['minutes', 'hours'],
  ['hours', 'days'],
  ['days', 'weeks'],
  ['weeks', 'months'],
  ['minute', 'hour'],
  ['hour', 'day'],
  ['day', 'week'],
  ['week', 'month'],
  ['kg', 'lb'],
  ['kilograms', 'pounds'],
  ['cm', 'inches'],
  ['m', 'ft'],
  ['metres', 'feet'],
  ['km', 'miles'],
  ['kilometres', 'miles'],
  ['euros', 'dollars'],
  ['dollars', 'pounds'],
  ['EUR', 'USD'],
  ['USD', 'GBP'],
  ['°C', '°F'],
  ['MB', 'GB'],
  ['GB', 'TB'],
]

/** All units of numbers. */
export const units: readonly string[] = [
  ...new Set(nearUnits.flat()),
  ...['year', 'years', 'months', 'seconds', 'g', 'grams', 'tonnes', 'mm', 'ml', 'l'].filter((unit) => !nearUnits.flat().includes(unit)),
]
