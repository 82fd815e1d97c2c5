/** Documents that two people bring into force: one life for all kinds of them. */
export { lifeOf, type LifeOf } from "./life.ts";
