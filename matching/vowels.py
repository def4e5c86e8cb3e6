"""How names are mostly spelt whose script does not tell: Arabic, Hebrew, those of India.

Read first: `semitic.py` and `indic.py`, whose reading of a word is looked up here. Each row is
the common spelling, then the readings that stand for it: general knowledge, nobody in
particular. Where lands differ, Britain's commonest stands; the others are close by sound.
"""

from collections.abc import Mapping
from types import MappingProxyType

_ARABIC_ROWS = (
    "abbas:abas abdo:abdh abdullah:abdallh,abdllh abid:aabd adam:adm adel:aadl afzal:afdl agha:aqa"
    " ahmadi:ahmdi ahmed:ahmd aisha:aayshh ajmal:ajml akbar:akbr akbari:akbri akhtar:akhtr"
    " akram:akrm alaa:ala alan:aln albert:albrt alexander:alksndr,alksandr,askndr alexei:alksi"
    " alfred:alfrid,alfrd alireza:alirda allah:allh amer:aamr amjad:amjd ammar:amar amr:amru"
    " anas:ans anderson:andrsun andrew:andru angela:anjila,angla anna:ana anthony:antuni"
    " antonio:antuniu anwar:anur arif:aarf arshad:arshd asaad:as`d asghar:asghr ashraf:ashrf"
    " asif:asf asim:aasm aslam:aslm awad:ud,uad ayman:imn ayub:iub azam:a`dhm azeem:adhim"
    " babar:babr badr:bdr baghdadi:bghdadi bahman:bhmn bahram:bhram bakr:bkr basel:basl"
    " bashar:bshar bashir:bshir bassem:basm begum:bigm behzad:bhzad benjamin:bnyamin,bnjamin"
    " bilal:blal bill:bil bin:bn bint:bnt bob:bub,bab boutros:btrs brian:brayn brown:brawn butt:bt"
    " carlos:karlus catherine:kathrin,katrin charles:tsharlz,charlz,sharl chaudhry:chudhri,chuhdri"
    " christopher:kristufr clinton:klintun cohen:kuhin,kuhn daniel:danyal,danil,dnil,daniil"
    " daoud:dawd,dawud david:diud,diuid,difid,divid,dawid davis:difis,diuis dmitry:dimtri,dmitri"
    " dr:dktr,dktur ebrahimi:abrahimi edward:adward eid:id elizabeth:alizabith,alizabt eric:arik"
    " ezzat:azt fadel:fadl fadl:fdl fahd:fhd fahmi:fhmi faisal:fisl faraj:frj farhad:frhad"
    " farhat:frhat farid:frid farida:fridh farouk:faruq farrukh:frkh fathi:fthi fatima:fatmh"
    " fawzi:fuzi fayyaz:fyad firas:fras fouad:fwad francis:fransis francois:franswa gary:ghari,gri"
    " george:jurj,jrj ghaffar:ghfar ghafoor:ghfur ghaleb:ghalb ghani:ghni ghassan:ghsan"
    " gholam:ghlam gholamreza:ghlamrda gordon:ghurdun,gurdun,jurdun graham:ghraham gul:gl"
    " habib:hbib hafez:hafdh haider:hidr haitham:hithm haji:haj hakim:hkim halim:hlim hamad:hmd"
    " hamdan:hmdan hamdi:hmdi hamed:hamd hamid:hmid hamidreza:hmidrda hamza:hmzh haq:hq"
    " haroun:harun harry:hari hashem:hashm hashemi:hashmi hassan:hsn hatem:hatm hazem:hazm"
    " helen:hilin,hln henry:hnri heydari:hidri hilal:hlal hillary:hilari hisham:hsham hosni:hsni"
    " howard:hward huda:hdi,hda hussam:hsam hussein:hsin husseini:hsini ibn:abn ibrahim:abrahim"
    " idris:adris imad:amad imran:amran iqbal:aqbal iraqi:araqi irfan:arfan ishaq:ashaq,ashq"
    " ismail:asma`il,asm`il issa:isi,isa issam:asam ivan:ifan,iwan jabbar:jbar jaber:jabr jabr:jbr"
    " jack:jak jackson:jaksun jafar:j`fr jafari:j`fri jalal:jlal jamal:jmal james:jims,jimz"
    " jamil:jmil jamila:jmilh jamshid:jmshid jane:jin jassim:jasm javed:jawid jawad:jwad"
    " jeff:jif,jf jennifer:jnifr jeremy:jirmi,jrmi jihad:jhad joe:ju john:jun johnson:junsun"
    " jonathan:junathan,janatan jones:junz jose:khusih,khuzh joseph:juzif,juzf juan:khwan"
    " junaid:jnid kabir:kbir kamal:kmal kamel:kaml karen:karin karim:krim karima:krimh"
    " karimi:krimi kazemi:kadhmi kazim:kadhm kennedy:kinidi kenneth:kinith kevin:kifn,kuin"
    " khader:khdr khadija:khdijh khalaf:khlf khalid:khald khalifa:khlifh khalil:khlil khamis:khmis"
    " khel:khil latif:ltif laura:lura layla:lili,lila lee:li liaqat:lyaqt louis:luis luke:luk"
    " lutfi:ltfi magdi:mjdi mahdi:mhdi maher:mahr mahmoud:mhmud majed:majd majid:mjid"
    " malik:malk,mlk mansour:mnsur manzoor:mndhur maqsood:mqsud margaret:marghrit,margart"
    " maria:marya martin:martn marwan:mrwan mary:mari,mri maryam:mrim masoud:ms`ud masoumeh:m`sumh"
    " masri:msri matthew:mathiu,mtiu,mti maulvi:mului mazhar:mdhhr mc:mk,mak mehran:mhran"
    " mehrdad:mhrdad michael:maykl,mikayil michel:mishil,mishl mikhail:mikhayil mohammadi:mhmdi"
    " mohammadreza:mhmdrda mohammed:mhmd mohsen:mhsn mojtaba:mjtbi moradi:mradi mousavi:musui"
    " muath:m`adh mubarak:mbark mubashir:mbshr mukhtar:mkhtar mullah:mla mumtaz:mmtaz munir:mnir"
    " murad:mrad murtaza:mrtdi,mrtda musa:musi muslim:mslm mustafa:mstfi,mstfa muzaffar:mdhfr"
    " nabil:nbil nader:nadr nadia:nadih naim:n`im najib:njib najibullah:njiballh nancy:nansi"
    " nasim:nsim nasir:nsir nasr:nsr nasreen:nsrin nasser:nasr naveed:nuid nawaf:nwaf nawaz:nwaz"
    " nayef:nayf nazir:ndhir neil:nil nejad:nzhad nicholas:nikulas nick:nik nikolai:nikulay"
    " nizam:ndham nizar:nzar nour:nur nouri:nuri numan:n`man nusrat:nsrt obaid:abid oliver:ulifr"
    " omar:amr osama:asamh othman:athman parvin:pruin parviz:pruiz patrick:batrik,patrik"
    " paul:bul,pl,buls,pul peter:bitr,pitr,ptr philip:filib,filip pour:pur qader:qadr qais:qis"
    " qamar:qmr qasemi:qasmi qasim:qasm qureshi:qrishi raed:rayd rafiq:rfiq rahim:rhim"
    " rahman:rhmn,rhman rahmani:rhmani rajab:rjb ramadan:rmdan raouf:ruuf,ruf rashed:rashd"
    " rashid:rshid razzaq:rzaq reza:rda rezaei:rdayi richard:ritshard riyad:ryad"
    " robert:rubrt,rabrt roger:rujr,rajr ron:run ronald:runald rostam:rstm russell:rasl saad:s`d"
    " sabah:sbah saber:sabr saddam:sdam sadeghi:sadqi sadiq:sadq,sdiq said:s`id saif:sif"
    " sajid:sajd sakineh:skinh salah:slah salam:slam saleh:salh salem:salm salim:slim salman:slman"
    " salwa:slui,slwa samad:smd samer:samr sami:smi` samina:thminh samir:smir samira:smirh"
    " samuel:smuiil,smuil sarah:sara,sarh sarfraz:srfraz sattar:star saud:s`ud sayed:sid"
    " scott:skut,askat sean:shun sergei:sirji,srgii,sirghi shaaban:sh`ban shabbir:shbir"
    " shafiq:shfiq shahab:shhab shahbaz:shhbaz shahid:shahd shahram:shhram shaker:shakr shams:shms"
    " sharif:shrif sheikh:shikh shoaib:sh`ib siddiqui:sdiqi simon:saymun,simun smith:asmit"
    " soleimani:slimani stephen:stifn,astifn,stifan,astfn suhail:shil suleiman:sliman sultan:sltan"
    " susan:suzan taha:th taher:tahr talabani:talbani talal:tlal talib:talb tamer:tamr"
    " tanveer:tnuir tariq:tarq tawfiq:tufiq taylor:taylur tayyab:tib tehrani:thrani terry:tiri"
    " thamer:thamr thomas:tumas,tams tikriti:tkriti tom:tum,tam tony:tuni uday:adi umair:amir"
    " umm:am victoria:fikturya,wikturya vladimir:fladimir,wladimir wael:wayl wahab:whab wahed:wahd"
    " wahid:whid wajid:wajd wajih:wjih walid:wlid walter:waltr waqar:wqar waseem:wsim"
    " william:wilyam,wlyam,wlim wilson:wilsun wissam:wsam yahya:yhii,yhya yaqub:y`qub yasser:yasr"
    " yassin:yasin yazid:yzid younis:yuns yousefi:yusfi yusuf:yusf zadeh:zadh zafar:dhfr"
    " zaher:dhahr,zahr zahid:zahd zahra:zhrh,zhra zaid:zid zain:zin zainab:zinb zakaria:zkrya"
    " zakir:dhakr zia:dya ziad:zyad zuhair:zhir zulfiqar:dhwalfqar"
)
_HEBREW_ROWS = (
    "abdullah:avdalla aharon:ahron,ahrn ahmed:ahmd alexander:alkhsndr andrew:andro angela:angla"
    " anthony:antoni ariel:arial avraham:avrhm baruch:brokh benjamin:bnimin charles:charls"
    " christopher:kristofr cohen:khn daniel:dnial david:dod,doid,divid edward:adoard eliyahu:aliho"
    " elizabeth:alizvt esther:astr gabriel:gvrial george:jorj gilad:glad haim:him hana:hna"
    " hassan:hsn hillary:hilri hussein:hosin israel:ysral ivan:aivn jack:jk james:jims joe:jo"
    " john:jon joseph:jozf kevin:kvin khalid:hald leah:laa levi:loi mahmoud:mhmod margaret:mrgrt"
    " maria:mria martin:mrtin meir:mair menachem:mnhm michael:mikhal,mikl miriam:mrim"
    " mohammed:mohmd mordechai:mrdkhi moshe:msa natan:ntn nicholas:nikols patrick:ptrik paul:pol"
    " peter:pitr rachel:rhl reuven:raovn richard:richrd rivka:rvka robert:rovrt ronen:ronn"
    " ruth:rot sarah:sra sergei:srgi shalom:slom shimon:smaon shlomo:slma shmuel:smoal"
    " steven:stivn tamar:tmr thomas:tomas tony:toni vladimir:vldimir william:viliam yaakov:yakv"
    " yehuda:yhoda yitzhak:ytshk yosef:yosf zeev:zav zvi:tsvi"
)
_INDIC_ROWS = (
    "pandey:pande,pandeya,panday chaudhary:chaudhri,chaudhari,chaudri mishra:mishr tiwari:tivari"
    " dwivedi:dvivedi verma:varma agarwal:agraval,agarval poudel:paudel,paudyal,paudial"
    " jaiswal:jaysaval,jaisaval,jaysval upadhyay:upadhyaya shrestha:shreshth,shreshtha"
    " bishwakarma:vishvakarma,bishvakarma mohammad:mohammad,muhammad,mohamad ahmed:ahamad,ahmad"
    " hussain:husain,husen,husain kaur:kaur,kor gill:gil dhillon:dhillon,dhilon"
    " sandhu:sandhu,samdhu grewal:greval,garevaal sidhu:siddhu goyal:goyl reddy:reddi,redi"
    " rao:rav,ravu naidu:nayudu,nayadu iyer:ayyar,aiyar iyengar:ayyangar pillai:pillai,pilla"
    " nair:nayar menon:menan krishnan:kirushnan,kirushnan,kritinan ganesh:kanesh,ganes"
    " subramaniam:suppiramaniyam,cuppiramaniyam,suppiramaniam balasubramaniam:palasuppiramaniyam"
    " lakshmi:latsumi,laksmi srinivasan:sinivasan,srinivasan murugan:murugan"
    " rajendran:rajendiran,irasendiran,rajenthiran krishna:krishn,kirushna,kirutina"
    " gandhi:gandhi,kanthi ramachandran:ramasandran,iramasanthiran"
    " fernando:pranandu,prananthu,fernandu bandara:bandar"
    " jayawardena:jayavardhan,jayavardhana,jayawardhana rajapaksa:rajapaksh,rajapaksha,rajapaksa"
    " wickremesinghe:vikramasinha,vikramasimha,wikramasingha"
    " gunawardena:gunavardhan,gunawardhana,kunavarthana,gunawardana"
    " dissanayake:disanayaka,dissanayak,disanayak ratnayake:ratnayaka,ratnayakka,rathnayaka"
)


def _by_reading(rows: str) -> Mapping[str, str]:
    pairs = (row.split(":") for row in rows.split())
    return MappingProxyType({one: name for name, read in pairs for one in read.split(",")})


ARABIC_NAMES = _by_reading(_ARABIC_ROWS)
HEBREW_NAMES = _by_reading(_HEBREW_ROWS)
INDIC_NAMES = _by_reading(_INDIC_ROWS)
