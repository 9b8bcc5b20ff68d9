/** Words of the specialties beside endoscopy, as letters of strangers use them. */
const senses =
  'Dyspareunie Dyschezie Endometriom Adenomyose Hypermenorrhoe Polymenorrhoe Oligomenorrhoe Kontinenz Integument Epikutantest Pricktest Anaphylaxie Drusen Paracentese';
const limbs = 'Alignment Chondrose Retrolisthesis Antelisthesis Karpaltunnel Retinakulum';
const organs = 'Kardiogen Nierenbecken';
const minds = 'Enuresis Enkopresis Pallästhesie Ptosis';
const tools = 'Gilchristverband Desaultverband Notfallset Tourniquet Infraumbilikal Umbilikal Spongiosaplastik Isodose';
const office = 'Endbefund';
const substances =
  'Dienogest Desogestrel Levonorgestrel Drospirenon Vinorelbin Vinblastin Monoethanolamin Kaliumdichromat Duftstoffmix Methylphenidat';

/** In running text words of the language, behind a label or a title perhaps somebody's. */
export const bedsideNouns: readonly string[] = [senses, limbs, organs, minds, tools, office].flatMap((list) =>
  list.split(' '),
);

export const bedsideDrugs: readonly string[] = substances.split(' ');
