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

/** Units that measure the same, in families. */
export const units: readonly (readonly string[])[] = [
  ['minutes', 'hours', 'days', 'weeks', 'months', 'years'],
  ['minute', 'hour', 'day', 'week', 'month', 'year'],
  ['g', 'kg', 'tonnes'],
  ['grams', 'kilograms', 'pounds'],
  ['mm', 'cm', 'm', 'km'],
  ['metres', 'kilometres', 'miles'],
  ['euros', 'dollars', 'pounds'],
  ['EUR', 'USD', 'GBP'],
  ['°C', '°F'],
  ['MB', 'GB', 'TB'],
  ['ml', 'l'],
]
