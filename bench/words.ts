/**
 * The words of the generated entries, the most frequent first in every list.
 * Nouns: base form and the endings of the definite, the plural and its definite; `*` doubles the last letter.
 */
export const things = parseNouns(`
indsats/en/er/erne forløb/et//ene projekt/et/er/erne samtale/n/r/rne plan/en/er/erne samarbejde/t/r/rne møde/t/r/rne
netværk/et//ene kursus/*et/kurser/kurserne aftale/n/r/rne tilbud/*et//*ene metode/n/r/rne ordning/en/er/erne
vejledning/en/er/erne aktivitet/en/er/erne hold/et//ene opgave/n/r/rne undersøgelse/n/r/rne mål/et//ene
redskab/et/er/erne gruppe/n/r/rne besøg/et//ene ansættelse/n/r/rne plads/en/er/erne ansvar/et//ene støtte/n/r/rne
udvikling/en/er/erne rapport/en/er/erne vurdering/en/er/erne undervisning/en/er/erne arbejde/t/r/rne center/et/centre/centrene
kampagne/n/r/rne seminar/et/er/erne konference/n/r/rne enhed/en/er/erne kontakt/en/er/erne kontrakt/en/er/erne
strategi/en/er/erne model/*en/*er/*erne analyse/n/r/rne evaluering/en/er/erne opfølgning/en/er/erne kortlægning/en/er/erne
partnerskab/et/er/erne pulje/n/r/rne bevilling/en/er/erne rolle/n/r/rne guide/n/r/rne håndbog/en/håndbøger/håndbøgerne
værksted/et/er/erne café/en/er/erne klub/*en/*er/*erne forening/en/er/erne fest/en/er/erne udvalg/et//ene råd/et//ene
team/et/s/ene makker/en/e/ne dag/en/e/ene uge/n/r/rne prøve/n/r/rne eksamen/en/eksaminer/eksaminerne
bevis/et/er/erne niveau/et/er/erne barriere/n/r/rne ressource/n/r/rne kompetence/n/r/rne profil/en/er/erne
praksis/en/er/erne tradition/en/er/erne erfaring/en/er/erne resultat/et/er/erne effekt/en/er/erne budget/*et/*er/*erne
regnskab/et/er/erne skema/et/er/erne register/et/registre/registrene statistik/*en/*er/*erne måling/en/er/erne
interview/et/s/ene samling/en/er/erne rådgivning/en/er/erne formidling/en/er/erne henvisning/en/er/erne visitation/en/er/erne
koordinering/en/er/erne indgang/en/e/ene overgang/en/e/ene start/en/er/erne afslutning/en/er/erne fase/n/r/rne
ramme/n/r/rne regel/reglen/regler/reglerne procedure/n/r/rne vejviser/en/e/ne brobygning/en/er/erne modul/et/er/erne
lektion/en/er/erne materiale/t/r/rne film/en//ene udstilling/en/er/erne avis/en/er/erne hjemmeside/n/r/rne
database/n/r/rne platform/en/e/ene app/en/s/ene hjælp/en//ene lejr/en/e/ene tur/en/e/ene turnering/en/er/erne
køkken/et/er/erne have/n/r/rne butik/*en/*er/*erne kantine/n/r/rne depot/et/er/erne hus/et/e/ene rum/*et//*ene
vagt/en/er/erne linje/n/r/rne bro/en/er/erne trappe/n/r/rne nøgle/n/r/rne port/en/e/ene cirkel/cirklen/cirkler/cirklerne
ambassadør/en/er/erne patrulje/n/r/rne brigade/n/r/rne akademi/et/er/erne laboratorium/laboratoriet/laboratorier/laboratorierne
festival/en/er/erne marked/et/er/erne messe/n/r/rne bazar/en/er/erne stafet/*en/*er/*erne dialog/en/er/erne
`);

/** First parts of compounds, with their linking letters: those used everywhere, then those of each area. */
export const commonParts = words(`
integrations kommune borger samarbejds projekt kvalitets udviklings netværks frivillig opfølgnings familie dialog vejlednings
handlings rådgivnings informations service ledelses medarbejder kompetence ressource mål resultat virknings erfarings videns
forsøgs pilot puljemiddel økonomi budget kontrakt partnerskabs frivilligheds deltager målgruppe kontaktperson tolke
introduktions forvaltnings koordinations metode evaluerings indsats aktivitets start bruger
modtager pårørende livs hverdags selvhjælps sommer vinter aften weekend efterårs forårs digital mobil lokal regions
`);

export const areaParts: Record<string, string[]> = {
  beskaeftigelse: words(`
job beskæftigelses virksomheds praktik arbejdsmarkeds arbejds løntilskuds mentor branche ansættelses jobcenter
arbejdsgiver industri rengørings transport lager butiks hotel restaurations bygge plejehjems landbrugs gartneri køkken
håndværker rotations fleksjob ledigheds rekrutterings opkvalificerings kompetenceafklarings iværksætter cv arbejdsplads
trainee kollega faglærte overenskomst arbejdsmiljø sygedagpenge aktiverings
`),
  uddannelse: words(`
uddannelses skole sprog dansk elev lærer studie voksenuddannelses ungdomsuddannelses erhvervsskole gymnasie lektie
læse skrive ordblinde realkompetence praktikplads lærling brobygnings vejleder modersmåls tosprogs klasse forældre
produktionsskole højskole eksamens karriere fraværs frafalds førskole børnehave sfo matematik
`),
  boligomraader: words(`
bolig beboer nærmiljø opgangs gård kvarter boligområde helheds boligsocial tryghed naboskabs beboerhus afdelings
bydels lejer flytte renoverings byfornyelses vaskeri fælleshus nabo ejendoms vicevært blok genhusnings udlejnings
`),
  'kultur-og-fritid': words(`
kultur fritids forenings idræts musik teater biblioteks fodbold svømme danse spejder museums kunst håndbold cykel natur
madlavnings fortælle sang kor kreativitets fritidspas ferie medborger demokrati foredrags litteratur film legeplads
`),
  sundhed: words(`
sundheds motions kost sygepleje læge tand diabetes rehabiliterings traume psykiatri forebyggelses søvn mødre graviditets
ryge helbreds trivsels kvinde mande patient genoptrænings stress ernærings sårbarheds hjemmebesøgs senior
`),
  kriminalitetsforebyggelse: words(`
kriminalitets ungdoms ssp politi gade tryghedsvandrings konflikt mæglings bande rådgiver exit afhoppernetværks efterværns
gadeplans natteravne misbrugs hash volds straffe lommepenge alarm forebyggelses drenge fædre værested
`),
  modtagelse: words(`
modtagelses flygtninge ankomst velkomst introduktions bosætnings familiesammenførings tolke kvote asyl kommunefordelings
venskabs værts nyankomst boligplacerings sundhedssamtale ledsager informationspakke startpakke traumescreenings
`),
};

/** In the form that follows `de`, `den` and plurals. */
export const adjectives = words(`
nye lokale fælles faste tætte målrettede tværfaglige korte kommunale frivillige daglige konkrete praktiske individuelle
særlige brede tidlige stærke åbne gode ugentlige enkle systematiske sammenhængende fleksible håndholdte opsøgende løbende
skriftlige mundtlige sociale faglige økonomiske digitale helhedsorienterede virksomhedsnære boligsociale langsigtede
midlertidige gensidige tillidsfulde ambitiøse overskuelige velbeskrevne erfaringsbaserede forpligtende rummelige uformelle
grundige vedholdende synlige anerkendende kultursensitive omkostningslette skræddersyede afgrænsede nyskabende robuste
`);

export const actors = lines(`
kommunen; jobcentret; projektlederen; sagsbehandlerne; de frivillige; integrationskonsulenterne; deltagerne; virksomhederne;
sprogcentret; mentorerne; skolens lærere; forvaltningen; beboerne; de unge; styregruppen; forældrene; arbejdsgiverne;
sundhedsplejerskerne; boligselskabet; foreningerne; vejlederne; partnerskabet; jobkonsulenten; uddannelsesstederne;
bydelsmødrene; den lokale erhvervsskole; familiekonsulenten; biblioteket; politiet og kommunen; erhvervsforeningen;
praktikstederne; tolkene; ungeenheden; beboerrådgiveren; tillidsrepræsentanterne; fritidslederne; frivilligcentret;
socialrådgiverne; klubbens trænere; lægerne i området; koordinatoren; de tidligere deltagere; kommunalbestyrelsen
`);

export const targets = lines(`
flygtninge; nyankomne flygtninge; unge; kvinder; familiesammenførte; indvandrere; efterkommere; deltagere; forældre;
kvinder uden for arbejdsmarkedet; unge uden uddannelse; borgere med andre problemer end ledighed; tosprogede elever;
mænd over halvtreds; enlige mødre; beboere; kontanthjælpsmodtagere; nye familier; unge mænd; medarbejdere; sagsbehandlere;
ældre indvandrere; uledsagede unge; traumatiserede flygtninge; skoleelever; sæsonarbejdere; udenlandske studerende;
jobparate borgere; aktivitetsparate borgere; nyuddannede; praktikanter; børn i indskolingen; fædre
`);

export const deeds = lines(`
planlagde; afprøvede; udviklede; fulgte; styrkede; tilrettelagde; gennemførte; beskrev; samlede; ændrede; udvidede; aftalte;
koordinerede; støttede; prioriterede; indførte; videreførte; forenklede; finansierede; evaluerede; formidlede; tilpassede;
drøftede; justerede; forankrede; dokumenterede; kortlagde; efterspurgte; fastholdt; åbnede; kvalificerede; omlagde; delte;
gentog; overtog; forberedte; afsluttede; standsede
`);

export const places = lines(`
i jobcentret; på arbejdspladsen; i boligområdet; på sprogcentret; på skolen; i kommunen; på biblioteket; i beboerhuset;
i hjemmet; på rådhuset; i klubben; i medborgerhuset; på praktikstedet; i idrætshallen; på erhvervsskolen; i sundhedshuset;
i nabokommunen; i kvarteret; på plejehjemmet; på lageret; i hallen; ved havnen; i midtbyen; i de små byer; på højskolen
`);

export const times = lines(`
i de første måneder; hver uge; efter et halvt år; fra begyndelsen; undervejs; i det andet år; om foråret; om efteråret;
efter sommerferien; en gang om måneden; i praktikperioden; til sidst; før projektstart; i hele perioden; tre gange om året;
efter arbejdstid; om aftenen; midtvejs; i opstartsfasen; ved hvert kvartalsskifte; i skoleferien; et år senere
`);

export const outcomes = lines(`
så {målgruppe} kom hurtigere i gang; så færre faldt fra; og det gav ro om {ting}; hvilket gjorde {ting} lettere at bruge;
men {ting} tog længere tid end ventet; så alle vidste, hvem der havde ansvaret; og flere spurgte efter {ting};
så {målgruppe} selv kunne fortælle, hvad der hjalp; men kun når {aktør} var med; så {ting} ikke længere stod alene;
og antallet steg fra {tal} til {tal}; uden at det kostede mere; så {ting} blev kendt {sted}; selv om {ting} kom sent;
og det mærkede {målgruppe} {tid}; så {ting} kunne fortsætte uden tilskud; fordi {aktør} holdt fast i {ting}
`);

export const sentences = lines(`
{aktør} {gjorde} {ting} sammen med {aktør}, {følge}; {tid} {gjorde} {aktør} {ting} {sted};
formålet var at give {målgruppe} {enting}, der passer til hverdagen {sted}; {målgruppe} fik {enting} og {enting}, {følge};
i alt deltog {tal} {målgruppe}, og {tal} af dem er i dag i job eller uddannelse; {flertal} viste sig vigtigere end {flertal};
det vigtigste var, at {aktør} {gjorde} {ting} {tid}; {aktør} oplevede, at {ting} hjalp {målgruppe} med {ting};
uden {ting} var {ting} næppe lykkedes; da {aktør} {gjorde} {ting}, faldt fraværet til {procent} procent;
{kommune} havde i forvejen {enting}, men den nåede ikke {målgruppe}; derfor valgte {aktør} {enting} frem for {flertal};
{ting} blev holdt {sted} {tid} med plads til {tal} {målgruppe}; mange {målgruppe} manglede {enting}, og det {gjorde} {aktør};
vi anbefaler andre at begynde med {ting}, før {ting} bliver sat i gang; {aktør} brugte {tal} timer på {ting} {tid};
{flertal} kræver tid, og {aktør} {gjorde} dem først {tid}; erfaringen er, at {målgruppe} har mest gavn af {flertal};
{aktør} mødtes {tid} {sted} for at følge {ting}; {ting} og {ting} hænger sammen, og derfor {gjorde} {aktør} begge dele;
en af deltagerne fortalte, at {ting} gav mod på {ting}; der var stor forskel på {målgruppe}, og {aktør} {gjorde} derfor {ting};
hver deltager fik {enting}, som {aktør} {gjorde} {tid}; samarbejdet om {ting} er nu skrevet ind i {ting};
det var svært at få {målgruppe} med, indtil {aktør} {gjorde} {ting}; {tal} virksomheder har siden bedt om {enting};
i {kommune} bor der mange {målgruppe}, som ikke kendte {ting}; {aktør} ville hellere have haft {enting} fra begyndelsen;
`);

export const titles = lines(`
{flertal} for {målgruppe}; {enting} {sted}; fra {enting} til {enting}; {kommune} {sted}: {flertal}; {flertal} i {kommune};
{målgruppe} får {enting}; {enting} giver {målgruppe} fodfæste; {flertal} og {flertal}; når {aktør} står for {ting};
bedre {flertal} for {målgruppe} i {kommune}; {enting} som vej til job; sammen om {ting}
`);

export const surnames = words(`
Holm Lund Dahl Skov Bjerre Krogh Winther Vang Toft Friis Kjær Bak Juhl Lind Storm Bech Damgaard Nørby Østerlund Vestager
Engsig Hedelund Åkjær Bøgh Ravn Falk Stær Lærke Ulv Eg Birk Pil Hassel Rønn
`);
export const firstNames = words(`
Anna Mette Lars Fatima Søren Amina Kirsten Ali Birgit Hassan Jørgen Leyla Åse Omar Bodil Samir Ellen Jamal Inge Yusuf Else
Niels Maryam Per Zahra Tove Ahmed Lone Bent Nadia Svend Ida Karim Rikke
`);

export interface Noun {
  base: string;
  definite: string;
  plural: string;
  pluralDefinite: string;
  neuter: boolean;
}

function parseNouns(text: string): Noun[] {
  return words(text).map((word) => {
    const [base = '', ...endings] = word.split('/');
    const inflect = (ending = '') => {
      if (ending.startsWith('*')) return base + base.at(-1) + ending.slice(1);
      // A changed stem stands written out.
      return ending.length > 4 ? ending : base + ending;
    };
    const [definite = base, plural = base, pluralDefinite = base] = endings.map(inflect);
    return { base, definite, plural, pluralDefinite, neuter: definite.endsWith('t') };
  });
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

function lines(text: string): string[] {
  return text
    .split(';')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter(Boolean);
}
