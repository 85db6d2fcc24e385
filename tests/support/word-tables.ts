/** Compounds of this field with a line between their parts. */
export const compounds = `
  virksomheds|praktik virksomheds|praktikken løn|tilskud løn|tilskuds|plads sprog|undervisning sprog|undervisningen
  dansk|undervisning dansk|uddannelse flygtninge|børn flygtninge|familier flygtninge|center kvote|flygtning børne|have
  børne|haver børne|børn vugge|stue sundheds|plejerske sundheds|plejerskernes sundheds|tjek sundheds|faglig
  sundheds|formidler tand|pleje tand|læge|behandling kontant|hjælp bistands|hjælp hjemme|hjælp hjemme|besøg
  hjemme|besøgene hjemme|pleje lektie|hjælp lektie|cafe sprog|cafe kvinde|cafe samtale|cafe kvinde|klubber
  ungdoms|klub ungdoms|skole ungdoms|uddannelse folke|skole folke|skolen produktions|skole lørdags|skole fritids|job
  fritids|tilbud fritids|udvalget fritids|vejleder job|center job|centre job|centret job|konsulent job|samtale
  job|søgende job|træning arbejds|plads arbejds|pladser arbejds|markedet arbejds|markeds|uddannelse arbejds|miljø
  arbejds|kraft erhvervs|uddannelse erhvervs|praktik erhvervs|liv grund|uddannelse integrations|grund|uddannelse
  integrations|indsats integrations|konsulenter integrations|kontrakt integrations|loven integrations|medarbejdere
  integrations|partnerskab integrations|politik integrations|programmer integrations|råd integrations|ydelse
  introduktions|program hjemrejse|ydelse opholds|tilladelse familie|sammenføring familie|sammenførte
  familie|behandling pleje|familie venskabs|familier værts|familie kontakt|person kontakt|familie støtte|person
  besøgs|ven besøgs|venner sprog|ven sprog|makker mentor|ordning mentor|korps mentor|uddannelse bolig|område
  bolig|områder bolig|selskab bolig|social bolig|sociale bolig|støtte bolig|vejleder bolig|placering beboer|hus
  beboer|møde beboer|rådgiver gælds|rådgivning social|rådgiver familie|konsulent ressource|stærke ressource|svage
  kompetence|kort kompetence|afklaring real|kompetence real|kompetence|vurdering resultat|mål resultat|kontrakt resultat|kontrakter handle|plan handlings|plan budget|redegørelse status|skema
  status|redegørelse udviklings|plan forretnings|planer tvangs|ægteskab tvangs|ægteskaber partner|vold hustru|vold
  konflikt|mægling konflikt|råd kriminalitets|forebyggelse parallel|samfund civil|samfund civil|samfundet
  samfunds|forståelse stats|borgerskab minoritets|baggrund indvandrer|kvinder indvandrer|familier indvandrer|baggrund
  mødre|gruppe fædre|gruppe forældre|møde forældre|mødet forældre|kursus forældre|gruppe bydels|mødre bydels|mødrenes
  bydels|mor børne|opdragelse børne|penge børne|lægen tolke|bistand tolke|uddannelse video|tolkning
  modersmåls|undervisning nytte|haver nytte|indsats fod|pleje motions|hold idræts|forening idræts|foreninger
  svømme|hal mad|klub mad|fællesskab fælles|spisning general|forsamling forenings|liv forenings|arbejde
  frivillig|center frivillig|grupper branche|pakke branche|rettet bus|rute cykel|skole køre|kort køre|skole 
  by|fornyelse lands|by lands|byer by|råd by|rådet nabo|fest lege|plads
  fødsels|forberedelse demens|konsulenter krigs|traumer diabetes|skole fodbold|klub fodbold|klubben netværks|familier kirkegårds|gartner bryst|kræft blod|tryk ryge|stop|kursus
`;

/** Words that are no compound of what their letters hold, or mean something else than their parts. */
export const wholeWords = `
  medarbejder vejleder vejledning indsats frivillig familie personale opgave kontakt kommune flygtning indvandrer
  praktik praktikant uddannelse beskæftigelse ledighed ledelse mulighed myndighed virksomhed sundhed lejlighed arbejde
  samarbejde oplevelse erfaring forløb projekt resultat område metode initiativ aktivitet aktiviteter konsulent
  konsulenter sekretariat administration institution organisation organisationer integration information dokument
  dokumentation evaluering finansiering formidling koordinator kompetence kompetencer ressource motivation inspiration
  generation politik politiker økonomi demokrati historie kultur religion muslim kristen kvinder forældre
  bedsteforældre teenager fællesskab partnerskab venskab ægteskab egenskab landskab ægtefælle formand tillidsmand
  medlem deltager ansøger modtager bruger borger rådgiver rådgivning arbejdsgiver håndværker værksted værktøj værested
  bosted grundlag udgangspunkt tidspunkt målgruppe målgrupper måltid netværk fodbold transport kampagne platform supermarked internet
  interview interesse interessant parlament argument element akademiker tekniker musiker patient patienter samtale
  aftale handling behandling forhandling forretning holdning udvikling forståelse anerkendelse anledning sammenhæng
  sammenligning fremgangsmåde fortælling forsamling forsikring forældet barsel gymnasium universitet laboratorium
  ministerium kriminalitet mandag tirsdag onsdag torsdag fredag lørdag søndag middag hverdag hverdage januar september
  sommer vinter morgen aften bibliotek fritid ferie temperatur ordblind telefon computer computere restaurant hospital
  politiet diabetes psykologer
`;

/** Words that look alike and must not be found with each other. */
export const wordsApart = `
  vand/vandring vand/vandre leder/ledig leder/led bolig/bolle bolig/bo lære/lærling lærer/lærling lære/lærer have/havn
  have/hav hav/havn mor/mord mor/morgen mor/more tal/tale tal/taler bil/billede bil/billig billede/billig
  billet/billig ansigt/anseelse hemmelig/hjem interesse/intens rig/rigtig rolle/rolig ro/rolig sal/salig ven/venlig
  vare/varig vare/varme far/fare far/farlig far/farve kasse/kaserne læge/lægge lægge/lag vejle/vejlede vejle/vej
  vejleder/vej ord/orden orden/ordning besked/beskeden stil/stilling stille/stilling kost/koste ret/retning
  ret/rettighed hold/holdning forening/foran forening/for borger/borg tid/tidlig plan/planet plads/plade by/bygge
  by/bytte barn/barsel børn/børste børn/bør mand/mandag mand/mandat mål/maler mål/måltid sprog/spring skole/skolde
  skole/skål skat/skate praktik/praktisk politik/politi politi/polsk social/socialisme sund/synd syg/synge sag/salg
  sag/sang uddanne/danne dansk/dans danser/dansker norge/nord polen/pol voksen/voks moden/mode kommune/kommunikation
  minister/ministerium bank/bænk praktikant/praktisk sikker/sukker sukker/suk læse/løse løn/lån rød/råd råd/rådne
  køn/køen kor/kort kort/kors frivillig/vilje flygtning/fly flygtning/flytning flytte/fly flygtninge/fløjt tolk/tolv
  tolk/tolerance beskæftigelse/beskatning mentor/mental kultur/kult familie/familiær ledig/lede ledelse/ledighed
  forælder/forælde forældre/forældet ældre/eld ung/ungkarl unge/tunge centrum/cent præst/præstation station/stat
  arbejde/arbejdsløs hus/husk huske/hus dag/daglig hjælp/hjelm gift/give fest/fast medarbejder/medbringe samtale/samt
  indsats/indsigt værelse/være aften/aftale møde/mødre møbel/møde mødre/mødes krop/kop virksomhed/virkning
  mulighed/mulig tilskud/tilskuer elev/elevator skib/skab modtagelse/moderne metode/meter fattig/fatte udsat/udsigt
  fritid/fri projekt/projektil kursus/kurs kur/kursus regning/regn lokale/lokal tema/temperatur
`;
