/** Documents that two people bring into force: one life for all kinds of them. */
export { stepInput, stepInputWithReason } from "./inputs.ts";
export { lifeOf, type LifeOf } from "./life.ts";
