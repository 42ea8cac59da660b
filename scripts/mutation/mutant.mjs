/**
 * One change that must not go unnoticed.
 * @typedef {object} Mutant
 * @property {string} file
 * @property {string} text stands exactly once in the file
 * @property {string} replacement
 * @property {string} why what a person loses by it
 * @property {string} [tests] path that the tests to run begin with; the file's folder when absent
 */

/**
 * @param {string} file
 * @param {string} text
 * @param {string} replacement
 * @param {string} why
 * @param {string} [tests]
 * @returns {Mutant}
 */
export const mutant = (file, text, replacement, why, tests) => ({
  file,
  text,
  replacement,
  why,
  ...(tests && { tests }),
})

/**
 * Mutants that are all for the tests of one path.
 * @param {string} tests
 * @returns {(file: string, text: string, replacement: string, why: string) => Mutant}
 */
export const under = (tests) => (file, text, replacement, why) => ({ file, text, replacement, why, tests })

/** @param {Mutant} mutant */
export const testsOf = ({ file, tests }) => tests ?? file.slice(0, file.lastIndexOf('/') + 1)
