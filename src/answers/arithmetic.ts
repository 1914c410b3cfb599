/** A calculation in a text and its result. */
export interface Arithmetic {
  readonly expression: string
  readonly result: number
}

const written = /(?<![\w./-])(-?\d+(?:\.\d+)?)\s*(\+|-|−|\*|×|x|\/|÷|plus|minus|times|divided by)\s*(-?\d+(?:\.\d+)?)(?![\w/-]|\.\d)/g

function calculated(left: number, operator: string, right: number): number {
  switch (operator) {
    case '+':
    case 'plus':
      return left + right
    case '-':
    case '−':
    case 'minus':
      return left - right
    case '/':
    case '÷':
    case 'divided by':
      return left / right
    default:
      return left * right
  }
}

/** Returns the calculations of two numbers in a text. */
export function arithmeticIn(text: string): readonly Arithmetic[] {
  return [...text.matchAll(written)].flatMap(([expression, left, operator, right]) => {
    const result = Number(calculated(Number(left), operator!, Number(right)).toFixed(6))
    return Number.isFinite(result) ? [{ expression, result }] : []
  })
}
