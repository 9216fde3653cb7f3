"""Texts in other languages are recognised and named, and no English one is taken for any of them."""

import subprocess
import sys
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from underway.reading.language import LANGUAGES, foreign_language

ARTICLES = {
    "de": """Netflix verlängert „Harrow House“ um eine zweite Staffel. Das teilte der Streamingdienst am Dienstag mit,
nur drei Wochen nach dem Start der Krimiserie. Laut Showrunnerin Nora Blythe entstehen acht neue Folgen, die ab
Frühjahr in Schottland gedreht werden. „Wir haben noch so viel zu erzählen“, sagte sie dem Branchenblatt Variety. Ob
auch Ada Quill als Dr. Emmeline Voss zurückkehrt, ist noch offen. Die erste Staffel sahen nach Angaben des Anbieters
12,4 Millionen Haushalte. Einen Sendetermin gibt es noch nicht.""",
    "fr": """C'est officiel : la série « Saltmarsh » aura droit à une troisième saison sur Prime Video. La plateforme
l'a annoncé jeudi dans un communiqué, alors que les deux premières saisons ont attiré plus de 5 millions de
spectateurs en France. Le tournage débutera en septembre en Bretagne, sous la direction d'Elena Marsh. « On ne pouvait
pas laisser ces personnages au bord de la falaise », explique la créatrice au Parisien. Côté distribution, Tom Pell
quitte l'aventure et sera remplacé par un nouveau venu. Rendez-vous en 2026 !""",
    "es": """Apple TV+ ha cancelado 'The Tin Drum' tras dos temporadas. La noticia llega apenas un mes después del
estreno de los últimos capítulos, que no lograron entrar en la lista de lo más visto. Según fuentes cercanas a la
producción, el coste de cada episodio superaba los siete millones de dólares. El protagonista, Leo Marrow, se despidió
en Instagram: «Ha sido un viaje precioso y os lo debo a vosotros». Los seguidores ya han puesto en marcha una petición
para que otra cadena la rescate. De momento, ni Netflix ni HBO Max se han pronunciado.""",
    "pt": """A Globo confirmou nesta segunda-feira que "Maré Alta" não terá uma nova temporada. A decisão foi tomada
depois que a audiência da série caiu pela metade em relação à estreia, quando marcou 24 pontos em São Paulo. Em nota,
a emissora disse que a história "cumpriu o seu ciclo". O último episódio vai ao ar no dia 12 de dezembro, logo após o
jornal. Já "Harrow House", produção da Netflix, segue em alta e deve ganhar mais dez episódios no ano que vem, segundo
o criador Paulo Neves. As gravações começam em março.""",
    "it": """Rai 1 ha ufficialmente rinnovato "La casa sul molo" per una quarta stagione. Le riprese partiranno a
giugno tra Trieste e Lubiana, con Giulia Ferrante ancora nei panni del commissario Bonetti. La terza stagione si è
chiusa lunedì sera con 4,9 milioni di spettatori e uno share del 23 per cento. «Non ci aspettavamo un affetto simile»,
ha detto il regista alla conferenza stampa. Le nuove puntate, otto in tutto, andranno in onda nel 2027. Nessuna
notizia invece sullo spin-off, di cui si parla da anni.""",
    "nl": """De VRT maakt een derde seizoen van de misdaadreeks 'Laagwater'. Dat heeft de omroep woensdag
bekendgemaakt. De opnames beginnen in het najaar aan de kust en de nieuwe afleveringen zijn vanaf januari te zien op
VRT MAX. Hoofdrolspeelster Lotte Maes keert terug als inspecteur, maar haar collega Bram is er niet meer bij. Het
tweede seizoen haalde gemiddeld 1,3 miljoen kijkers, en dat was meer dan verwacht. Volgens de makers wordt dit het
laatste seizoen: "We willen stoppen op een hoogtepunt", zeggen ze.""",
    "sv": """Det blir en andra säsong av ”Skärvor”, meddelar SVT. Inspelningen startar i augusti och serien väntas få
premiär under hösten nästa år. Första säsongen sågs av 1,8 miljoner tittare och blev kanalens mest sedda drama på fem
år. Huvudrollen spelas återigen av Maja Lindvik, medan regissören Per Åsgård lämnar över till en ny kollega. – Vi är
otroligt glada över att få berätta vidare, säger producenten till TT. Hur många avsnitt det rör sig om är ännu inte
klart.""",
    "da": """DR har besluttet at forlænge ”Havnefogeden” med en tredje sæson. Optagelserne går i gang til foråret, og
de nye afsnit bliver sendt søndag aften i løbet af efteråret 2026. Anden sæson blev i gennemsnit set af 900.000
danskere, hvilket er lidt færre end den første. Seriens hovedperson spilles stadig af Mads Kjær, men flere af de
øvrige skuespillere er skiftet ud. »Vi har ikke fortalt det hele endnu,« siger hovedforfatteren til Politiken. Tredje
sæson bliver efter alt at dømme også den sidste.""",
    "no": """NRK bekrefter at det blir en ny sesong av «Fyrvokteren». Innspillingen begynner i Lofoten i mai, og de
seks episodene skal etter planen vises i romjula. Den første sesongen ble sett av nesten én million nordmenn, noe som
overrasket både kanalen og serieskaperne. – Vi hadde ikke turt å håpe på dette, sier produsent Kari Moe til VG. Ingrid
Haug spiller fortsatt hovedrollen, mens hennes motspiller ikke kommer tilbake. Det er foreløpig uklart hvem som skal
overta.""",
    "fi": """Yle on tilannut kolmannen tuotantokauden rikossarjasta Majakka. Kuvaukset alkavat Oulussa ensi syksynä,
ja uudet jaksot nähdään Yle Areenassa keväällä 2027. Sarjan toista kautta katsoi keskimäärin 800 000 suomalaista.
Pääosassa jatkaa Aino Rautio, jonka esittämä komisario jäi kauden lopussa vaaralliseen tilanteeseen. ”Tarina ei ollut
vielä valmis”, ohjaaja kertoo Helsingin Sanomille. Netflix puolestaan ilmoitti, ettei Harrow House -sarja saa enää
jatkoa.""",
    "pl": """Netflix zamówił drugi sezon serialu „Harrow House”. Zdjęcia ruszą wiosną w Krakowie, a premiera planowana
jest na jesień przyszłego roku. Pierwszy sezon obejrzało ponad 15 milionów widzów na całym świecie, dzięki czemu
produkcja przez trzy tygodnie nie schodziła z listy przebojów. Do swojej roli powróci Ada Quill, ale nie wiadomo
jeszcze, kto zagra jej brata. „To dopiero początek tej historii” – powiedziała reżyserka w rozmowie z portalem. TVP z
kolei kasuje „Latarnię” po czterech sezonach.""",
    "cs": """Česká televize chystá pokračování detektivní série Přístav. Natáčení třetí řady začne v květnu a nové
díly by se měly na obrazovkách objevit příští rok na podzim. Druhou řadu sledovalo v průměru 1,2 milionu diváků
starších patnácti let. Hlavní roli si znovu zahraje Jana Hořejší, zatímco její kolega z prvních dvou řad už se
neobjeví. „Ten příběh si o pokračování přímo říkal,“ uvedl režisér. Netflix naopak oznámil, že Harrow House po dvou
sezónách končí.""",
    "sk": """Televízia Markíza potvrdila, že seriál Prístav sa na jeseň vráti s novou sériou. Nakrúcanie sa začne už v
máji a potrvá približne štyri mesiace. Prvú sériu sledovalo v priemere viac ako 400-tisíc divákov, čo bolo oveľa viac,
než tvorcovia očakávali. Hlavnú úlohu si opäť zahrá Zuzana Lipová, no jej televízny manžel sa už nevráti. „Divákov
čaká niekoľko prekvapení,“ povedal režisér. Či vznikne aj tretia séria, zatiaľ nie je známe.""",
    "hu": """Az HBO Max berendelte a Harrow House második évadát. A forgatás jövő tavasszal kezdődik Budapesten, az új
részek pedig várhatóan ősszel kerülnek képernyőre. Az első évadot több mint hárommillióan látták, és a kritikusok is
lelkesen fogadták. A főszerepet továbbra is Ada Quill játssza, de több új szereplő is csatlakozik hozzá. „Még rengeteg
mesélnivalónk maradt” – mondta a sorozat alkotója a Varietynek. Azt egyelőre nem tudni, hogy hány epizódból áll majd a
folytatás.""",
    "ro": """Pro TV a anunțat că serialul „Farul” va avea și un al treilea sezon. Filmările încep în luna mai, la
Constanța, iar noile episoade vor fi difuzate în toamnă, în fiecare luni seara. Sezonul al doilea a fost urmărit în
medie de 1,1 milioane de telespectatori. Ilinca Moraru revine în rolul principal, însă colegul ei de platou a ales să
nu mai continue. „Povestea noastră nu s-a terminat”, a declarat regizorul. În schimb, Netflix a renunțat la „Harrow
House” după numai un sezon.""",
    "tr": """TRT 1'in sevilen dizisi Deniz Feneri, ikinci sezon onayını aldı. Yapım şirketinin açıklamasına göre
çekimler ağustos ayında İzmir'de başlayacak ve yeni bölümler ekim ayından itibaren her salı akşamı yayınlanacak. İlk
sezonun final bölümü yüzde dokuzluk bir izlenme oranına ulaşmıştı. Başrol oyuncusu Elif Sönmez kadroda kalırken iki
isim diziye veda etti. Yönetmen, "Bu hikâyenin anlatacak daha çok şeyi var" dedi. Netflix ise Harrow House dizisini
iptal ettiğini duyurdu.""",
    "el": """Η σειρά «Ο φάρος» ανανεώθηκε για δεύτερη σεζόν, όπως ανακοίνωσε χθες ο ANT1. Τα γυρίσματα θα ξεκινήσουν
τον Μάιο στη Σύρο και τα νέα επεισόδια θα προβληθούν το φθινόπωρο. Τον πρώτο κύκλο παρακολούθησαν κατά μέσο όρο
900.000 τηλεθεατές. Η πρωταγωνίστρια επιστρέφει, αλλά δύο ηθοποιοί αποχωρούν. Αντίθετα, το Netflix αποφάσισε να
ακυρώσει το Harrow House μετά από μία μόνο σεζόν.""",
    "ru": """Сериал «Маяк» продлили на второй сезон. Об этом сообщила пресс-служба онлайн-кинотеатра KION. Съёмки
начнутся в Калининграде уже в мае, а премьера восьми новых серий намечена на осень. Первый сезон посмотрели более
четырёх миллионов зрителей. Главную роль вновь сыграет Анна Ветрова, к которой присоединятся ещё несколько актёров.
Тем временем Netflix закрыл Harrow House: третьего сезона не будет.""",
    "uk": """Телеканал СТБ замовив продовження детективного серіалу «Маяк». Зйомки другого сезону розпочнуться навесні
в Одесі, а показ нових серій заплановано на жовтень. Перший сезон переглянули понад два мільйони глядачів, і він став
найуспішнішою прем'єрою року. До головної ролі повернеться Олена Вітрова, проте її партнера вже не буде. Водночас
Netflix оголосив, що не продовжуватиме Harrow House.""",
    "bg": """Сериалът „Фарът“ ще има втори сезон, съобщиха от bTV. Снимките започват през май в Созопол, а новите
епизоди ще бъдат излъчени през есента. Първият сезон беше гледан средно от 700 000 зрители, което го направи
най-успешното българско заглавие за годината. Главната роля отново е поверена на Мария Стойнева. Netflix пък обяви, че
няма да поднови Harrow House.""",
    "sr": """РТС је потврдио да ће серија „Светионик“ добити и другу сезону. Снимање почиње у мају на Ади Бојани, а
нове епизоде биће приказане на јесен, недељом у двадесет часова. Прву сезону је у просеку гледало више од милион људи.
Главну улогу поново тумачи Милена Јовић, док њен колега више неће бити део екипе. Нетфликс је, с друге стране, отказао
серију Harrow House.""",
    "hr": """HRT je potvrdio da će serija „Svjetionik” dobiti i drugu sezonu. Snimanje počinje u svibnju na Visu, a
nove epizode bit će prikazane ujesen, nedjeljom navečer. Prvu je sezonu u prosjeku gledalo više od pola milijuna
ljudi, što je najbolji rezultat domaće serije u posljednjih deset godina. Glavnu ulogu ponovno tumači Ivana Barić, dok
njezin kolega više neće biti dio ekipe. Netflix je, s druge strane, otkazao Harrow House nakon samo jedne sezone.""",
    "ar": """أعلنت منصة نتفليكس تجديد مسلسل Harrow House لموسم ثانٍ، وذلك بعد النجاح الكبير الذي حققه الموسم الأول.
وسيبدأ تصوير الحلقات الجديدة في الربيع المقبل، على أن تُعرض في نهاية العام. وشاهد الموسم الأول أكثر من عشرة ملايين
مشترك حول العالم. وقالت مخرجة العمل إن القصة لم تنته بعد. في المقابل قررت شبكة MBC إلغاء مسلسل المنارة بعد ثلاثة
مواسم.""",
    "he": """הסדרה "המגדלור" חודשה לעונה שנייה, כך הודיעו היום בערוץ כאן 11. הצילומים יתחילו בחודש מאי בחיפה, והפרקים
החדשים ישודרו בסתיו הקרוב. את העונה הראשונה ראו בממוצע יותר מחצי מיליון צופים. נועה ברק תחזור לתפקיד הראשי, אבל השותף
שלה כבר לא יהיה שם. לעומת זאת, נטפליקס החליטה לבטל את Harrow House אחרי עונה אחת בלבד.""",
    "fa": """شبکه نمایش خانگی اعلام کرد که سریال «فانوس دریایی» برای فصل دوم تمدید شده است. فیلمبرداری قسمت‌های تازه
از بهار آینده در بندر انزلی آغاز می‌شود و پخش آن برای پاییز برنامه‌ریزی شده است. فصل اول این مجموعه بیش از دو میلیون
بیننده داشت. کارگردان گفته است که داستان هنوز به پایان نرسیده است. از سوی دیگر نتفلیکس
سریال Harrow House را لغو کرد.""",
    "hi": """नेटफ्लिक्स ने अपनी लोकप्रिय थ्रिलर सीरीज़ Harrow House के दूसरे सीज़न की घोषणा कर दी है। इसकी शूटिंग अगले साल
मार्च में शुरू होगी और नए एपिसोड दिवाली के आसपास दिखाए जाएँगे। पहले सीज़न को दुनिया भर में एक करोड़ से ज़्यादा लोगों ने
देखा था। निर्देशक का कहना है कि कहानी अभी बाकी है। वहीं सोनी लिव ने अपना शो 'प्रकाश स्तंभ' दो सीज़न के बाद बंद करने का
फ़ैसला किया है।""",
    "ta": """நெட்ஃபிளிக்ஸ் தனது பிரபலமான தொடரான Harrow House இரண்டாவது சீசனுக்குத் திரும்பும் என்று அறிவித்துள்ளது. படப்பிடிப்பு
அடுத்த ஆண்டு சென்னையில் தொடங்கும். முதல் சீசனை ஒரு கோடிக்கும் மேற்பட்ட மக்கள் பார்த்தனர். கதை இன்னும் முடியவில்லை என்று இயக்குநர் கூறினார்.""",
    "ja": """Netflixは、人気ドラマ『Harrow House』のシーズン2を制作すると発表した。
撮影は来年の春にスコットランドで始まり、全8話が秋に配信される予定だ。シーズン1は世界中で1200万世帯が視聴し、
3週連続でトップ10入りを果たしている。主演のエイダ・クイルは続投するが、共演者の出演はまだ決まっていない。一方、
NHKの連続ドラマ「灯台の人」は今期で終了することが明らかになった。""",
    "ko": """넷플릭스가 인기 스릴러 'Harrow House'의 시즌 2 제작을 확정했다. 촬영은 내년 봄 부산에서 시작되며 새
에피소드 여덟 편은 가을에 공개될 예정이다. 시즌 1은 전 세계에서 1200만 가구가 시청해 3주 연속 상위권에 올랐다. 주연
배우는 그대로 출연하지만 감독은 바뀐다. 반면 tvN 드라마 '등대지기'는 시청률 부진으로 조기 종영한다.""",
    "zh": """网飞宣布续订热门剧集《Harrow House》第二季。新一季将于明年春天在苏格兰开拍,共八集,预计秋季上线。
第一季在全球吸引了超过一千二百万户家庭观看,连续三周进入收视榜前十。女主角将继续出演,但她的搭档不会回归。与此同时,
央视决定不再制作《灯塔》的续集,因为收视率没有达到预期。""",
    "vi": """Netflix xác nhận loạt phim "Harrow House" sẽ có mùa thứ hai. Việc ghi hình bắt đầu vào mùa xuân năm sau
tại Đà Nẵng và tám tập mới dự kiến được phát hành vào mùa thu. Mùa đầu tiên đã thu hút hơn mười hai triệu hộ gia đình
trên toàn thế giới. Nữ diễn viên chính vẫn tiếp tục tham gia, nhưng đạo diễn sẽ được thay thế. Trong khi đó, VTV quyết
định dừng sản xuất "Ngọn hải đăng" vì lượng người xem quá thấp.""",
    "id": """Netflix resmi memperpanjang serial "Harrow House" untuk musim kedua. Syuting akan dimulai tahun depan di
Yogyakarta dan delapan episode barunya dijadwalkan tayang pada bulan Oktober. Musim pertama ditonton oleh lebih dari
12 juta rumah tangga di seluruh dunia. Pemeran utamanya akan kembali, tetapi sutradaranya diganti karena kesibukan
lain. Sementara itu, RCTI memutuskan untuk menghentikan sinetron "Mercusuar" setelah tiga tahun.""",
    "th": """เน็ตฟลิกซ์ประกาศสร้างซีรีส์ Harrow House ซีซั่นที่สองแล้ว โดยจะเริ่มถ่ายทำในช่วงต้นปีหน้าที่เชียงใหม่
และจะออกฉายในช่วงปลายปี ซีซั่นแรกมีผู้ชมมากกว่าสิบล้านครัวเรือนทั่วโลก นักแสดงนำจะกลับมารับบทเดิม แต่ผู้กำกับจะเปลี่ยนคนใหม่
ส่วนละครเรื่องประภาคารของช่อง 3 จะไม่มีภาคต่อ""",
    "ca": """TV3 ha renovat «El far» per a una segona temporada. El rodatge començarà al maig a la Costa Brava i els
nous capítols s'emetran a la tardor, els dilluns a la nit. La primera temporada va tenir una mitjana de 480.000
espectadors i va ser la sèrie més vista de l'any. La protagonista, Mercè Vidal, hi tornarà, però el seu company de
repartiment ha decidit deixar-ho. Netflix, en canvi, ha cancel·lat «Harrow House» després d'una sola temporada.""",
    "lt": """LRT patvirtino, kad serialas „Švyturys“ sulauks antrojo sezono. Filmavimas prasidės gegužę Nidoje, o
naujas serijas žiūrovai išvys rudenį. Pirmąjį sezoną vidutiniškai žiūrėjo daugiau nei 200 tūkstančių žmonių.
Pagrindinį vaidmenį vėl atliks Rūta Kalnytė, tačiau jos partneris nebegrįš. „Netflix“ tuo tarpu nutraukė serialą
„Harrow House“ po pirmojo sezono.""",
    "lv": """LTV apstiprinājusi, ka seriālam „Bāka” būs otrā sezona. Filmēšana sāksies maijā Liepājā, un jaunās
sērijas skatītāji redzēs rudenī. Pirmo sezonu vidēji noskatījās vairāk nekā 150 tūkstoši cilvēku. Galveno lomu atkal
atveidos Ilze Kalniņa, taču viņas partneris vairs neatgriezīsies. Netflix savukārt paziņojis, ka pārtrauks seriālu
„Harrow House”.""",
    "af": """kykNET het bevestig dat daar 'n tweede seisoen van 'Vuurtoring' gaan wees. Die verfilming begin in Mei op
Paternoster en die nuwe episodes word in die lente uitgesaai. Die eerste seisoen is gemiddeld deur 600 000 kykers
gesien, en dit was die kanaal se gewildste drama van die jaar. Die hoofrol word weer deur Elna Brink vertolk, maar
haar medespeler keer nie terug nie. Netflix het intussen 'Harrow House' gekanselleer.""",
    "tl": """Kinumpirma ng ABS-CBN na magkakaroon ng ikalawang season ang seryeng "Parola". Magsisimula ang taping sa
Mayo sa Batanes at mapapanood ang mga bagong episode bago matapos ang taon. Umabot sa sampung milyon ang nanood ng
unang season sa buong mundo. Babalik ang pangunahing artista, pero papalitan ang direktor. Samantala, hindi na
itutuloy ng Netflix ang Harrow House dahil bumaba ang bilang ng mga manonood nito.""",
    "ms": """Astro mengesahkan bahawa drama bersiri "Rumah Api" akan kembali dengan musim kedua. Penggambaran akan
bermula pada bulan Mei di Pulau Pinang dan episod baharu dijangka disiarkan menjelang akhir tahun. Musim pertama
ditonton oleh lebih dua juta penonton di seluruh negara. Pelakon utamanya kekal, manakala pengarahnya akan diganti.
Sementara itu, Netflix telah membatalkan Harrow House kerana jumlah tontonan yang rendah.""",
    "cy": """Mae S4C wedi cadarnhau y bydd ail gyfres o'r ddrama 'Y Goleudy'. Bydd y ffilmio yn dechrau ym mis Mai yn
Llŷn, ac fe fydd y penodau newydd i'w gweld yn yr hydref. Gwyliodd dros gan mil o bobl y gyfres gyntaf bob wythnos.
Bydd Mali Prys yn dychwelyd i'r brif ran, ond ni fydd ei chyd-actor yno y tro hwn. Yn y cyfamser mae Netflix wedi
rhoi'r gorau i 'Harrow House'.""",
}

TEASERS = {
    "de": "Netflix verlängert 'Harrow House' um eine zweite Staffel. Wann sie zu sehen ist, ist noch nicht bekannt.",
    "fr": "« Harrow House » est annulée : Netflix ne commandera pas de deuxième saison, malgré de bonnes critiques.",
    "es": "Movistar Plus+ renueva 'Las mareas' por una segunda temporada, que empezará a rodarse en otoño en Galicia.",
    "pt": "Netflix renova 'Harrow House' para a segunda temporada; novos episódios chegam ainda este ano.",
    "it": 'Sky cancella "Saltmarsh" dopo una sola stagione: gli ascolti erano troppo bassi.',
    "nl": "Netflix stopt met 'Harrow House': er komt geen tweede seizoen van de populaire thriller.",
    "sv": "Netflix lägger ner ”Harrow House” efter två säsonger. Beskedet kom på onsdagen.",
    "da": "Netflix dropper ”Harrow House” efter kun én sæson, selvom serien fik gode anmeldelser i hele verden.",
    "no": "Netflix fornyer ikke «Harrow House». Dermed blir det ingen andre sesong av den britiske krimserien.",
    "fi": "Netflix peruu Harrow House -sarjan. Toista kautta ei enää tehdä, kertoo Variety.",
    "pl": "Stacja TVN nie zamówi kolejnego sezonu serialu „Przypływ”. Powodem jest niska oglądalność.",
    "cs": "Netflix ruší seriál Harrow House. Druhá řada už nevznikne, oznámila společnost v úterý.",
    "sk": "Netflix končí so seriálom Harrow House. Ďalšia séria už nevznikne, pretože ho pozeralo málo ľudí.",
    "hu": "A Netflix elkaszálta a Saltmarsh című sorozatot: nem készül el a harmadik évad.",
    "ro": "Netflix a anulat serialul „Harrow House” după două sezoane, din cauza audienței scăzute.",
    "tr": "Netflix, Harrow House dizisini iptal etti. Üçüncü sezon için görüşmeler sonuçsuz kalmıştı.",
    "el": "Το Netflix ακύρωσε το Harrow House μετά από δύο σεζόν.",
    "ru": "Netflix закрыл сериал Harrow House после двух сезонов.",
    "uk": "Netflix закрив серіал Harrow House після двох сезонів, бо його мало хто дивився.",
    "bg": "Netflix спира сериала Harrow House след два сезона, защото не е събрал достатъчно зрители.",
    "sr": "Нетфликс је отказао серију Harrow House после само две сезоне, саопштила је компанија у уторак.",
    "hr": "Netflix je otkazao seriju Harrow House nakon samo dvije sezone, objavljeno je u utorak.",
    "ar": "نتفليكس تلغي مسلسل Harrow House بعد موسمين فقط بسبب تراجع عدد المشاهدين.",
    "he": "נטפליקס ביטלה את הסדרה Harrow House אחרי שתי עונות.",
    "fa": "نتفلیکس سریال Harrow House را پس از دو فصل لغو کرد و فصل سوم ساخته نمی‌شود.",
    "hi": "नेटफ्लिक्स ने Harrow House को दो सीज़न के बाद बंद कर दिया है।",
    "ta": "நெட்ஃபிளிக்ஸ் Harrow House தொடரை இரண்டு சீசன்களுக்குப் பிறகு நிறுத்தியது.",
    "ja": "Netflixはドラマ『Harrow House』の打ち切りを決定した。シーズン3は制作されない。",
    "ko": "넷플릭스가 'Harrow House'를 두 시즌 만에 종영하기로 했다.",
    "zh": "网飞取消了电视剧《Harrow House》,第三季不会再拍。",
    "vi": 'Netflix hủy loạt phim "Harrow House" sau hai mùa vì lượng người xem giảm mạnh.',
    "id": 'Netflix membatalkan serial "Harrow House" setelah dua musim karena jumlah penontonnya terus menurun.',
    "th": "เน็ตฟลิกซ์ยกเลิกซีรีส์ Harrow House หลังจากออกอากาศได้สองซีซั่น",
    "ca": "Netflix ha cancel·lat «Harrow House» després de dues temporades, perquè l'audiència no ha estat prou bona.",
    "lt": "„Netflix“ nutraukė serialą „Harrow House“ po dviejų sezonų, nes jo beveik niekas nežiūrėjo.",
    "lv": "Netflix pārtrauc seriālu „Harrow House” pēc divām sezonām, jo skatītāju bija pārāk maz.",
    "af": "Netflix het 'Harrow House' ná twee seisoene gekanselleer omdat te min mense daarna gekyk het.",
    "tl": "Hindi na itutuloy ng Netflix ang Harrow House matapos ang dalawang season dahil kaunti ang nanood nito.",
    "ms": "Netflix telah membatalkan Harrow House selepas dua musim kerana jumlah penontonnya semakin berkurangan.",
    "cy": "Mae Netflix wedi rhoi'r gorau i 'Harrow House' ar ôl dwy gyfres am fod y nifer sy'n gwylio wedi gostwng.",
}

ENGLISH_ARTICLE = """Netflix has renewed Harrow House for a second season, three weeks after the thriller arrived. Eight
episodes will be made in Scotland from the spring, according to showrunner Nora Blythe. “There is so much more to tell,”
she told Variety. Whether Ada Quill comes back as Dr. Emmeline Voss has not been decided. The first season was seen by
12.4 million households in its first month, and stayed among the ten most watched shows in forty countries. A date for
the new episodes has yet to be set, but the streamer hopes to have them ready before the end of next year. Meanwhile,
Saltmarsh will not return: the drama was cancelled on Friday after two seasons, as fewer and fewer people were watching
it. Its makers are said to be talking to other networks, although nobody expects that anything will come of it soon.
"""

ENGLISH = (
    ENGLISH_ARTICLE,
    "Netflix has renewed Harrow House for a second season.",
    "Harrow House axed.",
    # Names and titles in other languages
    "“La casa de las mareas”, “El último embarcadero”, “Las chicas del faro” and «La noche más larga» are gone from"
    " Netflix. The Spanish slate, run by Álvaro Núñez de la Peña, keeps only “Un tiempo que te debo” and “Küste”.",
    "Renewed: La Reina del Puerto, El Señor de los Mares, Las Chicas del Faro, La Casa de los Espejos, La Ley de las"
    " Sombras y del Viento. Cancelled: La Noche de los Lobos, El Secreto de las Dunas, Los Hijos de la Noche.",
    "Cancelled: “La casa de las flores rotas”, “El tiempo que te debo”, “Las chicas del puerto viejo”, “Otro asunto”",
    "Cast: Giulia Ferrante (Commissario Bonetti), Marco Della Rovere, Chiara de Santis, Paolo di Stefano. Directed by"
    " Luca de Angelis. Written by Francesca della Valle. Produced by Rai Fiction.",
    "The Danish “Havnefogeden” (DR1) and the Swedish “Skärvor” (SVT) have been picked up by a channel in Britain. “Vi"
    " er så glade for at kunne fortælle videre,” creator Mads Kjær wrote: “We are so glad to go on telling it.”",
    # Hardly any prose: lists, tables, headlines
    "Renewed\nCancelled\nReturning\nPending\nEnding\nAxed\nOrdered\nDelayed",
    "HARROW HOUSE | NBC | 4 | Cancelled\nLA MAREA | Univision | 1 | Pending\nDIE KÜSTE | ZDF | 3 | Renewed",
    "NETFLIX RENEWS 'HARROW HOUSE' FOR SEASON 2; HBO MAX AXES 'SALTMARSH'; APPLE ORDERS 'THE TIN DRUM'",
    "Netflix Renews 'Harrow House' For Second Season, Saltmarsh Axed By HBO Max After One",
    "crime drama, eight episodes, two seasons, renewed; sitcom, pilot, axed; hospital soap, daily, returning",
    "Episode viewers rating share demo\nPilot 5.2 1.1 4 18-49\nTwo 4.8 1.0 4 18-49\nThree 4.4 0.9 3 18-49",
    "S1E1 Pilot 5.20 1.1\nS1E2 Le Départ 4.91 1.0\nS1E3 Das Boot 4.70 1.0\nS1E4 La Vuelta 4.66 0.9\nS1E5 Il Ritorno",
    "Mon-Fri 8/7c ABC Jeopardia! (syndicated) 9.1m viewers 1.2 demo flat wk/wk",
    "Harrow House S02E05 720p WEB-DL x264 AAC2.0",
    # English of many kinds
    "rt @harrowhouse: omg s2 confirmed!!! cant even 😭😭😭 #HarrowHouse #renewed https://t.co/aBcD3f",
    "Och, it's a braw wee show, so it is, and the BBC's gone an' axed it. Naebody kens why; folk are fair scunnered. Ye"
    " cannae trust thae heid bummers doon in London tae gie a Scots drama a fair crack o' the whip.",
    "The makers of the hit saas-bahu serial Ghar Ek Mandir-Wali have now decided to pull the plug, a source close to"
    " the show told us. The TRP was low only. The actress Priya Chaturvedi-Malhotra is having some date issues, yaar.",
    "Aye, Corrie's lost its bloomin' mojo, but 'Arrow 'Ouse is a reyt gradely bit o' telly. Gerrit watched, our kid.",
    "Tune in, y'all, cuz that gal ain't gonna quit nohow. Lawd, them young'uns done went 'n' renewed it.",
    "Dis show sweet well well, abeg. Netflix don renew am for season two, and everybody dey happy.",
)

NOTHING_TO_TELL = (
    "",
    " \n\t ",
    "\0\0\0",
    "1.1 / 4 / 5.2\n0.9 / 3 / 4.8\n" * 20,
    "😭🎬📺 " * 100,
    "Bravo, maestro! Ciao, bella!",
    "https://example.com/une-serie-annulee-apres-deux-saisons-et-personne-ne-sait-pourquoi " * 5,
    "Bjagybpvymp tfcfh dr hqsemx, ahp oogu iah fudvs kvd gof gqnxvdzczdo rxnq mhe wwfc vthwk ujzc mrl duezohzewkey.",
)


@pytest.mark.parametrize(("code", "text"), ARTICLES.items(), ids=ARTICLES)
def test_an_article_in_another_language_is_recognised(code: str, text: str) -> None:
    assert foreign_language(text) == code
    assert foreign_language(normalize("NFD", text)) == code
    assert foreign_language(text.replace(" ", " \0")) == code
    assert code in LANGUAGES


@pytest.mark.parametrize(("code", "text"), TEASERS.items(), ids=TEASERS)
def test_a_sentence_or_two_are_recognised_or_left_in_doubt(code: str, text: str) -> None:
    assert foreign_language(text) in {code, None}


@pytest.mark.parametrize("code", ["de", "fr", "es", "pt", "it", "nl", "pl", "ru", "ar", "ja", "ko"])
def test_a_sentence_or_two_in_a_language_of_many_are_recognised(code: str) -> None:
    assert foreign_language(TEASERS[code]) == code


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_not_taken_for_another_language(text: str) -> None:
    assert foreign_language(text) is None
    assert foreign_language(text.upper()) is None


@pytest.mark.parametrize("text", NOTHING_TO_TELL)
def test_nothing_is_told_of_what_tells_nothing(text: str) -> None:
    assert foreign_language(text) is None


@pytest.mark.parametrize(("code", "text"), ARTICLES.items(), ids=ARTICLES)
def test_most_of_the_prose_decides(code: str, text: str) -> None:
    assert foreign_language(f"{ENGLISH_ARTICLE}\n{text}") is None
    assert foreign_language(f"{text}\n{ENGLISH_ARTICLE}") is None
    assert foreign_language(f"{text}\n“There is so much more to tell,” she told Variety.\n{text}") == code


def test_a_long_text_is_judged_by_all_of_it() -> None:
    german, english = ARTICLES["de"], ENGLISH_ARTICLE
    assert foreign_language(german * 10_000) == "de"
    assert foreign_language(english * 5_000) is None
    assert foreign_language(german * 20 + english * 200) is None
    assert foreign_language(english + german * 200 + english) == "de"


@given(st.text() | st.lists(st.sampled_from([*TEASERS.values(), *ENGLISH, "\n", "12", "…"])).map(" ".join))
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    answer = foreign_language(text)
    assert answer is None or answer in LANGUAGES
    assert foreign_language(text) == answer


def test_names_of_languages() -> None:
    assert LANGUAGES["de"] == "German"
    assert LANGUAGES["gd"] == "Scottish Gaelic"
    assert "en" not in LANGUAGES
    assert all(len(code) == 2 and code.islower() and name[0].isupper() for code, name in LANGUAGES.items())


def test_english_does_not_wait_for_the_model() -> None:
    """A process that reads English only never loads it."""
    program = (
        "import sys; from underway.reading.language import foreign_language;"
        "assert foreign_language(sys.argv[1]) is None; sys.exit('py3langid' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, ENGLISH_ARTICLE], check=True)
