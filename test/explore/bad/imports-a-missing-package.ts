// @ts-expect-error -- there is no such package
import 'a-package-that-is-not-installed'

export const ask = (question: string): string => question
