import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { matrixSchema, type Matrix } from './matrix.ts'

const file = new URL('../../docs/matrix.json', import.meta.url)

/** Reads the matrix that was last written. `undefined` if none was written. */
export function readMatrix(): Matrix | undefined {
  return existsSync(file) ? matrixSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined
}

/** The matrix as text: one line for each cell, so that a change of one cell is a change of one line. */
export function textOf({ plans, clients, ...head }: Matrix): string {
  const rows = clients.map(({ name, packages, modes }) => {
    const ofModes = Object.entries(modes).map(([mode, { abort, cells }]) => {
      const ofCells = Object.entries(cells).map(([plan, cell]) => `        ${JSON.stringify(plan)}: ${JSON.stringify(cell)}`)
      return `      ${JSON.stringify(mode)}: {"abort": ${JSON.stringify(abort)}, "cells": {\n${ofCells.join(',\n')}\n      }}`
    })
    return `  {"name": ${JSON.stringify(name)}, "packages": ${JSON.stringify(packages)}, "modes": {\n${ofModes.join(',\n')}\n  }}`
  })
  const first = JSON.stringify(head).slice(0, -1)
  return `${first},\n"plans": [\n${plans.map((plan) => `  ${JSON.stringify(plan)}`).join(',\n')}\n],\n"clients": [\n${rows.join(',\n')}\n]}\n`
}

/** Writes the matrix. Its date stays the same if nothing else has changed. */
export function writeMatrix(matrix: Omit<Matrix, 'date'>, today: string): Matrix {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const date = /"date":"([\d-]+)"/.exec(before)?.[1]
  const isSame = date !== undefined && textOf({ ...matrix, date }) === before
  const dated = { ...matrix, date: isSame ? date : today }
  writeFileSync(file, textOf(dated))
  return dated
}
