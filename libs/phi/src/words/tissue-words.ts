/** Words of histology, of laboratories and of parasites that no general dictionary holds. Compounds are made of them elsewhere. */
const tissue =
  'Amyloid Kollagen Kollagenband Kongorot Basalmembran Mesothel Mesothelien Mesothelzelle Urothel Urothelien Endothel Detritus Atypie Atypien Emperipolese Kristalloid Kristalloide Granuloma Plasmazelle Histiozyt Schaumzelle Riesenzelle Siegelringzelle Panethzelle Becherzellreich Spongiose Akantholyse Retikulin Psammomkörper';
const markers =
  'Synaptophysin Desmin Caldesmon Vimentin Calretinin Podoplanin Napsin Laminin Fibronektin Aktin Actin Myogenin Glypican Inhibin Cadherin Claudin Mucin Muzin Mucine Muzine Pepsinogen Sekretin Cholezystokinin Motilin Zonulin';
const disorders =
  'Achalasie Hämochromatose Siderose Hämosiderose Pneumatosis Linitis Lymphogranuloma Koxarthrose Peritonealkarzinose Pleurakarzinose Parapelvinzyste Extravasat Druckdolenz Klopfdolenz Aderlass Spiroergometrie Bodyplethysmographie Bodyplethysmografie';
const germs =
  'Trichuris Ascaris Enterobius Strongyloides Giardia Taenia Schistosoma Entamoeba Tropheryma Cryptosporidium Microsporidien Kryptosporidien Aeromonas';
const substances =
  'Octenidin Indometacin Sterofundin Jonosteril Misoprostol Pivmecillinam Clavulansäure Monofilament Okkluder Occluder Coil Coils Blasenverweilkatheter Verweilkatheter';

export const tissueWords: readonly string[] = [tissue, markers, disorders, germs, substances].flatMap((list) =>
  list.split(' '),
);
