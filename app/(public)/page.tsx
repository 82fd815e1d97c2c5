import { HomeHero } from "#components/layout/home-hero.tsx";
import { HomeAudiences, HomeSteps, HomeTrust } from "#components/layout/home-sections.tsx";

export default function HomePage() {
  return (
    <>
      <HomeHero />
      <HomeAudiences />
      <HomeSteps />
      <HomeTrust />
    </>
  );
}
