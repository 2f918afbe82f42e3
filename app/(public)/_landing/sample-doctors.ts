/** People who do not exist, for the picture of the workspace. */
export const sampleDoctors = [
  { name: "Aysel Məmmədova", specialization: "cardiologist", clinic: "Sumqayıt Şəhər Xəstəxanası" },
  { name: "Elçin İsmayılov", specialization: "surgeon", clinic: "Sumqayıt Şəhər Xəstəxanası" },
  { name: "Günel Həsənzadə", specialization: "paediatrician", clinic: "1 saylı Sumqayıt Poliklinikası" },
  { name: "Orxan Əliyev", specialization: "orthopaedist", clinic: "Sumqayıt Şəhər Xəstəxanası" },
  { name: "Şəbnəm Quliyeva", specialization: "neurologist", clinic: "1 saylı Sumqayıt Poliklinikası" },
] as const;
