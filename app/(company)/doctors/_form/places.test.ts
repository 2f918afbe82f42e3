import { describe, expect, it } from "vitest";
import { choose, nowhere, placesOf } from "./places";

const option = (id: string, parentId: string | null = null) => ({ id, label: id, parentId, archived: false });
const options = {
  regions: [option("baku"), option("ganja")],
  cities: [option("sumqayit", "baku"), option("ganja-city", "ganja")],
  clinics: [option("central", "sumqayit")],
};

describe("choosing where a doctor works", () => {
  const places = { regionId: "baku", cityId: "sumqayit", clinicId: "central" };

  it("leaves city and clinic behind with another region", () => {
    expect(choose(places, { regionId: "ganja" })).toEqual({ ...nowhere, regionId: "ganja" });
  });

  it("leaves the clinic behind with another city", () => {
    expect(choose(places, { cityId: "" })).toEqual({ regionId: "baku", cityId: "", clinicId: "" });
  });

  it("changes nothing else with another clinic", () => {
    expect(choose(places, { clinicId: "" })).toEqual({ ...places, clinicId: "" });
  });
});

describe("what was just added", () => {
  it("brings its city and region with it", () => {
    expect(placesOf(options, { clinic: "central" })).toEqual({
      regionId: "baku",
      cityId: "sumqayit",
      clinicId: "central",
    });
    expect(placesOf(options, { city: "ganja-city" })).toEqual({
      regionId: "ganja",
      cityId: "ganja-city",
      clinicId: "",
    });
    expect(placesOf(options, { region: "ganja" })).toEqual({ ...nowhere, regionId: "ganja" });
  });

  it("is nothing when the address names what cannot be chosen", () => {
    expect(placesOf(options, {})).toBeNull();
    expect(placesOf(options, { clinic: "x", specialization: "y" })).toBeNull();
  });
});
