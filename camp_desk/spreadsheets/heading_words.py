"""The words that head the columns of arrival lists, in English, Arabic, Sorani and Kurmanji."""

from __future__ import annotations

from camp_desk.spreadsheets.fields import Field

HEADINGS: dict[Field, str] = {
    Field.FAMILY: (
        "ژمارەی فۆرم|فۆرم|رقم النموذج|رقم الاستبيان|رقم الفورمة|"
        "hejmara malbatê|malbat|koda malbatê|hejmara xêzanê|jimara malbatê|jimara xêzanê|"
        "f no|fam no|family number in list|group|ر العائلة|ر الأسرة|n famille|no famille|"
        "hh no|family|hh id|hh|household no|household id|household code|household serial|"
        "household ref|hh serial|hh code|hh ref|hhno|hhid|hh sn|household case no|family no|"
        "family id|family code|family serial|family card no|family ref|family registration no|"
        "case no|case id|case|case code|group no|group id|registration group|file no|form no|"
        "form id|questionnaire no|registration no|registration id|manifest no|reg no|reg id|"
        "token no|token|folder no|parent index|submission parent index|رقم العائلة|رقم الأسرة|"
        "رقم عائلة|تسلسل العائلة|تسلسل الأسرة|ت العائلة|ت الأسرة|كود العائلة|كود الأسرة|"
        "رمز العائلة|رمز الأسرة|رقم العائله|رقم الاستمارة|رقم الأستمارة|الاستمارة|رقم القيد|"
        "رقم الملف|رقم الحالة|رقم التسجيل|معرف العائلة|معرف الأسرة|الرقم التسلسلي للعائلة|"
        "الرقم التسلسلي للأسرة|العائلة|الأسرة|رقم الكوبون|رقم التوكن|رقم الدفتر العائلي|"
        "رقم البطاقة العائلية|ژمارەی خێزان|ژ خێزان|کۆدی خێزان|زنجیرەی خێزان"
    ),
    Field.PERSON_NUMBER: (
        "ژ ئەندام|ژمارەی ئەندام|ژ کەس|ژ تاک|ژمارەی تاک|"
        "hejmar|jimar|rêz|hejmara kes|hejmara endam|"
        "person no|person id|member no|member id|individual no|individual id|ind no|no in hh|"
        "no in family|no in household|person no in household|line no|line|serial|serial no|s n|"
        "id|sn|sr|sr no|sl no|seq|sequence|no|nr|index|order|ت|م|تسلسل|التسلسل|رقم الفرد|"
        "تسلسل الفرد|رقم الشخص|ت الفرد|رقم العضو|الرقم|رقم|الرقم التسلسلي|العدد التسلسلي|"
        "ت داخل العائلة|التسلسل داخل العائلة|رقم التسلسل|ژ|ژمارە|ژمارەی کەس|زنجیرە"
    ),
    Field.FULL_NAME: (
        "nav û paşnav|navê temam|navê sêyanî|navê sêanî|navê kes|navê endam|"
        "ناو نازناو|ناوی چواری و نازناو|nom complet|nom|اسم المواطن|الاسم الثلاثي للفرد|"
        "nav|nave|"
        "name|full name|fullname|name in full|complete name|person name|name of person|"
        "member name|name of member|individual name|name of individual|beneficiary name|"
        "name of beneficiary|beneficiary|names|three part name|triple name|four part name|"
        "quadruple name|name in arabic|arabic name|name of family member|family member name|"
        "family member|name of idp|idp name|applicant name|الاسم|الاسم الثلاثي|الاسم الرباعي|"
        "الاسم الخماسي|الاسم الكامل|الاسم الثلاثي واللقب|الاسم الرباعي واللقب|الاسم واللقب|"
        "اسم الشخص|اسم الفرد|اسم المستفيد|أسماء الأفراد|اسماء العائلة|أسماء أفراد العائلة|"
        "أسماء أفراد الأسرة|اسم النازح|الأسماء|المستفيد|الاسم بالعربي|الاسم باللغة العربية|اسم|"
        "اسم فرد العائلة|اسم فرد الأسرة|اسم عضو الأسرة|ناو|ناوی تەواو|ناوی سیانی|ناوی چواری|"
        "ناوی کەس"
    ),
    Field.OWN_NAME: (
        "navê yekem|"
        "1st name|"
        "first name|firstname|given name|own name|forename|christian name|first|given names|"
        "الاسم الأول|الاسم الاول|اسم الشخص الأول|الأسم الاول|ناوی یەکەم"
    ),
    Field.FATHER: (
        "navê bav|navê bavî|bav|"
        "2nd name|"
        "father name|father|fathers name|name of father|second name|middle name|father s name|"
        "اسم الأب|اسم الوالد|الأب|الاب|اسم الاب|الاسم الثاني|ناوی باوک|باوک"
    ),
    Field.GRANDFATHER: (
        "navê bapîr|navê bapîrî|bapîr|navê kal|"
        "3rd name|"
        "grandfather name|grandfather|grandfathers name|grand father name|grand father|"
        "third name|name of grandfather|paternal grandfather|grandfather s name|اسم الجد|الجد|"
        "جد|الاسم الثالث|ناوی باپیر|باپیر"
    ),
    Field.FOURTH: (
        "fourth name|great grandfather|great grandfather name|4th name|الاسم الرابع|"
        "اسم والد الجد|اسم أب الجد|جد الأب|ناوی چوارەم"
    ),
    Field.LAQAB: (
        "paşnav|nasnav|eşîr|navê eşîrê|"
        "family name|laqab|surname|last name|lastname|tribe|tribal name|clan|nickname|nisba|"
        "sur name|family surname|title|اللقب|لقب|العشيرة|اسم العشيرة|الكنية|الشهرة|"
        "العائلة اللقب|النسبة|اسم العائلة|القبيلة|نازناو|عەشیرەت|هۆز"
    ),
    Field.HEAD_NAME: (
        "serokê malbatê|navê serokê malbatê|serperştê malbatê|navê serperştê malbatê|"
        "serokê xêzanê|xwediyê malbatê|"
        "hoh full name|name hoh|full name hoh|name hoh in full|اسم ولي الأمر|ولي الأمر|"
        "اسم صاحب العائلة|صاحب العائلة|اسم كبير العائلة|chef de famille|ناوی خاوەن خێزان|"
        "ناوی سەرپەرشتیاری خێزان|سەرپەرشتی خێزان|"
        "head of household|head of hh|hh head|household head|head of family|family head|head|"
        "hoh|hhh|head of household name|hh head name|household head name|head of family name|"
        "family head name|name of head of household|name of hh head|name of head of family|"
        "name of head|head name|hoh name|name of household head|name of family head|"
        "head of the household|hh name|household name|focal point|focal point name|"
        "principal applicant|name of pa|pa name|رب الأسرة|رب العائلة|اسم رب الأسرة|"
        "اسم رب العائلة|الاسم الكامل لرب الأسرة|الاسم الثلاثي لرب الأسرة|"
        "الاسم الرباعي لرب الأسرة|اسم رب الأسرة الثلاثي|اسم رب العائلة الثلاثي|"
        "اسم رب الأسرة الرباعي|اسم رب العائلة الرباعي|اسم رب الأسرة الكامل|اسم المعيل|المعيل|"
        "معيل الأسرة|معيل العائلة|اسم معيل الأسرة|رئيس الأسرة|رئيس العائلة|اسم رئيس العائلة|"
        "مسؤول العائلة|اسم مسؤول العائلة|سەرۆکی خێزان|ناوی سەرۆکی خێزان|سەرپەرشتیاری خێزان|"
        "خاوەن خێزان"
    ),
    Field.HEAD_MARK: (
        "head yes no|hoh yes no|head of household yes no|mark of head|"
        "هل هو رب الأسرة|رب الأسرة نعم لا|رب العائلة نعم لا"
    ),
    Field.SEX: (
        "zayend|regez|nêr mê|cins|"
        "الجنس ذكر أنثى|sex male female|gender male female|sex of head of household|"
        "gender hoh|sex hoh|"
        "sex|gender|sx|sexe|sex m f|gender m f|m f|f m|male female|sex of head|head sex|hoh sex|"
        "hh head sex|sex of hoh|gender of head|head gender|الجنس|جنس|النوع|النوع الاجتماعي|"
        "ذكر أنثى|جنس رب الأسرة|جنس رب العائلة|ذ أ|ڕەگەز|نێر مێ"
    ),
    Field.AGE: (
        "temen|emr|temen sal|"
        "عمره|عمرها|عمر الشخص|عمر الفرد|"
        "سن|age hoh|age of head of household|age of hh head|العمر التقريبي|"
        "age|age years|age in years|age yrs|age year|years|head age|hoh age|age of head|"
        "hh head age|العمر|عمر|السن|العمر بالسنوات|العمر سنة|عمر رب الأسرة|عمر رب العائلة|"
        "تەمەن|تەمەن ساڵ"
    ),
    Field.AGE_MONTHS: ("age in months|age months|months|العمر بالأشهر|العمر بالشهر|تەمەن بە مانگ"),
    Field.AGE_UNIT: (
        "الوحدة|"
        "age unit|unit of age|unit age|age units|age unit years months|years or months|"
        "years months|وحدة العمر|وحدة السن|نوع العمر|العمر سنة شهر|سنة شهر|یەکەی تەمەن"
    ),
    Field.BIRTH_DATE: (
        "roja jidayikbûnê|dîroka jidayikbûnê|jidayikbûn|rojbûn|"
        "date de naissance|date naissance|"
        "date of birth|birth date|birthdate|dob|d o b|birthday|birth day|born|day of birth|"
        "تاريخ الميلاد|تاريخ الولادة|تأريخ الميلاد|تاريخ التولد|المواليد|التولد|تولد|الميلاد|"
        "مواليد|ڕۆژی لەدایکبوون|بەرواری لەدایکبوون|لەدایکبوون"
    ),
    Field.BIRTH_YEAR: (
        "sala jidayikbûnê|"
        "year of birth|birth year|yob|born in|yearofbirth|سنة الميلاد|سنة الولادة|سنة التولد|"
        "عام الميلاد|عام الولادة|ساڵی لەدایکبوون"
    ),
    Field.RELATIONSHIP: (
        "xizmatî|xizmayetî|pêwendî|têkilî|pêwendî bi serokê malbatê re|"
        "relation hoh|relationship hoh|rel hoh|rel to head|relation w head|"
        "relation with head|relation head|relationship w head|relation to family head|"
        "lien de parente|صلته بالعائلة|صلة القرابة بالعائلة|صلته برب العائلة|"
        "علاقته برب الأسرة|پەیوەندی بە خاوەن خێزان|پەیوەندی لەگەڵ سەرۆکی خێزان|"
        "پەیوەندی بە سەرپەرشتیار|"
        "relationship|relation|relationship to head|relation to head|relationship to hoh|"
        "relation to hoh|relationship with head|relationship to head of household|"
        "relationship to hh head|kinship|rel|relation to hhh|role|"
        "relation to head of household|relation to pa|family role|صلة القرابة|القرابة|صلة|"
        "صلة القرابة برب الأسرة|العلاقة|العلاقة برب الأسرة|صلة القربى|درجة القرابة|"
        "العلاقة بربّ الأسرة|علاقة القرابة|صلته برب الأسرة|نوع القرابة|الصفة|"
        "العلاقة مع رب الأسرة|پەیوەندی|خزمایەتی|پەیوەندی خێزانی|پەیوەندی بە سەرۆکی خێزان"
    ),
    Field.PHONE: (
        "telefon|hejmara telefonê|jimara telefonê|mobayl|hejmara mobaylê|"
        "gsm no|phone of head|رقم موبايل|"
        "phone|phone no|mobil|telephone|telephone no|mobile|mobile no|tel|tel no|cell|cell phone|"
        "contact|contact no|mobile phone|phone number|phone 1|whatsapp|gsm|الهاتف|رقم الهاتف|"
        "هاتف|الموبايل|رقم الموبايل|موبايل|الجوال|رقم الجوال|رقم النقال|النقال|تلفون|"
        "رقم التلفون|رقم الاتصال|رقم هاتف|الهاتف النقال|ژمارەی مۆبایل|مۆبایل|تەلەفۆن|"
        "ژمارەی تەلەفۆن"
    ),
    Field.RATION_CARD: (
        "رقم الكارت التمويني|الكارت التمويني|كارت التموين|رقم كارت التموين|"
        "رقم الحصة التموينية|"
        "card no|رقم البطاقة|البطاقة|"
        "ration card|ration card no|pds|pds no|pds card|pds card no|ration no|food card|"
        "food ration card|public distribution card|ration card number pds|"
        "رقم البطاقة التموينية|البطاقة التموينية|بطاقة تموينية|التموينية|رقم التموينية|"
        "رقم البطاقة الغذائية|البطاقة الغذائية|رقم بطاقة التموين|بطاقة التموين|"
        "رقم البطاقة التموينيه|رقم الهوية التموينية|الهوية التموينية|رقم دفتر التموين|"
        "ration id|ration card id|pds id|مركز التموين رقم|"
        "کارتی خۆراک|ژمارەی کارتی خۆراک|فۆرمی خۆراک"
    ),
    Field.ORIGIN: (
        "origin|place of origin|area of origin|origin area|location of origin|"
        "original location|original residence|original address|address|home address|"
        "place of displacement|from|came from|displaced from|origin location|مكان النزوح|"
        "منطقة النزوح|محل السكن الأصلي|السكن الأصلي|مكان السكن الأصلي|عنوان السكن الأصلي|"
        "العنوان الأصلي|العنوان|المكان الأصلي|جهة القدوم|قادم من|القادمون من|جاء من|من|"
        "مكان القدوم|محل السكن السابق|"
        "السكن السابق|عنوان السكن|محل الإقامة|نازح من|شوێنی ڕەسەن|ناونیشان"
    ),
    Field.GOVERNORATE: (
        "parêzgeh|parêzgeha resen|"
        "governorate|gov|province|governorate of origin|origin governorate|province of origin|"
        "adm1|admin1|adm1 name|governerate|governate|governorat|muhafaza|origin gov|"
        "gov of origin|home governorate|المحافظة|محافظة|محافظة الأصل|المحافظة الأصلية|"
        "محافظة النزوح|محافظة السكن|پارێزگا|پارێزگای ڕەسەن"
    ),
    Field.DISTRICT: (
        "qeza|navçe|bajar|"
        "district|district of origin|origin district|adm2|admin2|adm2 name|qadha|qada|qaza|"
        "home district|city|city of origin|town|القضاء|قضاء|قضاء الأصل|المدينة|مدينة|"
        "القضاء الأصلي|قەزا|شار"
    ),
    Field.SUBDISTRICT: (
        "nahiye|"
        "sub district|subdistrict|sub district of origin|adm3|admin3|nahia|nahiya|nahya|"
        "الناحية|ناحية|ناحیە"
    ),
    Field.PLACE: (
        "gund|tax|gerek|gund tax|"
        "place|village|quarter|area|neighbourhood|neighborhood|village of origin|mahalla|hay|"
        "location|quarter village|village quarter|village town|place name|origin place|"
        "locality|town village|street|المنطقة|منطقة|الحي|حي|القرية|قرية|المحلة|محلة|"
        "الحي القرية|القرية الحي|المنطقة الأصلية|منطقة السكن|المحلة القرية|منطقة الأصل|گەڕەک|"
        "گوند|ناوچە"
    ),
    Field.ARRIVED: (
        "today|arrive|arrive at camp|arrived at camp|وصلتم|وصل|وصلت|تاريخ وصوله|"
        "roja hatinê|dîroka hatinê|roja gihîştinê|dîrok|"
        "وقت تاريخ الوصول|وقت وتاريخ الوصول|date d arrivee|date arrivee|"
        "تاريخ الدخول إلى المخيم|"
        "arrived|arrival|arrival date|date of arrival|arrival day|date arrived|arrived on|"
        "arrival at|date|arrival time and date|arrival date time|arrival date and time|"
        "date and time of arrival|date and time|date time|registration date|"
        "date of registration|reg date|entry date|date of entry|day|displacement date|"
        "date of displacement|تاريخ الوصول|تأريخ الوصول|الوصول|يوم الوصول|تاريخ القدوم|"
        "تاريخ ووقت الوصول|تاريخ الوصول ووقته|تاريخ وساعة الوصول|تاريخ الدخول|التاريخ|تاريخ|"
        "تاريخ التسجيل|تاريخ النزوح|اليوم|ڕۆژی گەیشتن|بەرواری گەیشتن|بەروار|ڕۆژ|ڕێکەوتی گەیشتن|"
        "ڕێکەوت"
    ),
    Field.ARRIVED_TIME: (
        "arrival time|time of arrival|time|hour|arrived at time|hour of arrival|وقت الوصول|"
        "ساعة الوصول|الوقت|الساعة|وقت|وقت الدخول|کاتی گەیشتن|کات|کاتژمێر"
    ),
    Field.CHECKPOINT: (
        "xala kontrolê|bazgeh|xala pişkinînê|"
        "checkpoint|check point|registration point|registration site|"
        "arrival point|entry point|point of entry|point of arrival|"
        "crossing|gate|checkpoint name|name of checkpoint|نقطة التفتيش|السيطرة|نقطة الوصول|"
        "نقطة الدخول|اسم السيطرة|المعبر|سيطرة|نقطة العبور|خاڵی پشکنین|بازگە"
    ),
    Field.TOTAL: (
        "hejmara kesan|hejmara endaman|hejmara endamên malbatê|giştî|kom|"
        "ژمارەی ئەندامانی خێزان|ژمارەی کەسانی خێزان|"
        "total|family size|hh size|household size|size|total members|no of members|"
        "no of persons|number of people|no of individuals|members|total persons|persons|people|"
        "total individuals|individuals|no of family members|family members|family members no|"
        "total family members|total no|grand total|hh members|size of family|size of household|"
        "total people|household members|pax|no of people|total no of persons|"
        "total no of members|عدد الأفراد|عدد أفراد العائلة|عدد أفراد الأسرة|عدد افراد|المجموع|"
        "المجموع الكلي|الإجمالي|العدد الكلي|العدد|حجم الأسرة|حجم العائلة|مجموع الأفراد|"
        "عدد الاشخاص|العدد الإجمالي|عدد النفوس|مجموع أفراد العائلة|مجموع أفراد الأسرة|"
        "إجمالي الأفراد|مجموع|إجمالي|عدد أعضاء الأسرة|ژمارەی ئەندامان|ژمارەی کەسان|کۆی گشتی|کۆ|"
        "قەبارەی خێزان|کۆی ئەندامان"
    ),
    Field.SECTOR: "sector|camp sector|zone|القطاع|قطاع|قاطع|القاطع|کەرت",
    Field.BLOCK: (
        "block|camp block|block no|البلوك|بلوك|المربع|مربع|رقم البلوك|رقم القطاع الفرعي|بلۆک"
    ),
    Field.SHELTER: (
        "kon|hejmara konê|çadir|"
        "shelter|shelter no|tent|tent no|plot|plot no|caravan|caravan no|unit no|tent number|"
        "الخيمة|رقم الخيمة|خيمة|المأوى|رقم المأوى|الكرفان|رقم الكرفان|كرفان|رقم القطعة|خێمە|"
        "ژمارەی خێمە|چادر|کەڤەرین"
    ),
    Field.REMARKS: (
        "têbînî|"
        "remarks|remark|notes|note|comments|comment|observations|الملاحظات|ملاحظات|ملاحظة|"
        "تعليق|تعليقات|تێبینی|تێبینییەکان"
    ),
}
"""What heads a column of each field; phrases are parted by strokes and compared folded.

From lists of checkpoints and registration forms as they are commonly headed, from memory.
"""

NEVER = (
    "document no|document number|رقم الوثيقة|رقم المستمسك|"
    "mother name|mother|mothers name|اسم الأم|اسم الوالدة|الأم|ناوی دایک|signature|التوقيع|"
    "توقيع|بصمة|fingerprint|photo|صورة|id card|id no|identity no|national id|رقم الهوية|"
    "هوية الأحوال المدنية|رقم الجنسية|passport|religion|الديانة|ethnicity|القومية|nationality|"
    "الجنسية|marital status|الحالة الاجتماعية|الحالة الزوجية|education|التحصيل الدراسي|"
    "occupation|المهنة|why the row was not taken in|سبب عدم أخذ السطر|row in the list|"
    "السطر في القائمة|vehicle|plate no|رقم السيارة|clerk|اسم الموظف|registrar|enumerator|"
    "name of enumerator|enumerator name|device id|deviceid|uuid|start|end|submission time|"
    "submitted by|destination|الوجهة|المقصد|specific needs|الاحتياجات الخاصة|pregnant|"
    "lactating|disabled|معاق|حامل|name in english|english name|name english|name latin|"
    "latin name|الاسم بالانكليزية|الاسم بالإنجليزية|destination governorate|"
    "current governorate|المحافظة الحالية|destination district|hh phone owner"
)
"""Columns that look like others and are not taken: nothing of them is asked for or kept."""
