"""Given names of Iraq in Arabic, Latin and Sorani, family names, and how letters are mistaken."""

MEN = """\
محمد Mohammed,Muhammad,Mohamad محەمەد|علي Ali,Aly عەلی|احمد Ahmed,Ahmad ئەحمەد
حسين Hussein,Husain,Hussain,Hosein حوسێن|حسن Hassan,Hasan حەسەن
عبدالله Abdullah,Abdallah,Abdulla عەبدوڵڵا|ابراهيم Ibrahim,Ebrahim ئیبراهیم
خالد Khalid,Khaled خالید|عمر Omar,Umar عومەر|يوسف Yousif,Yusuf,Youssef یوسف
محمود Mahmoud,Mahmood مەحموود|جاسم Jassim,Jasim,Jasem -|كريم Karim,Kareem کەریم
عباس Abbas عەباس|مصطفى Mustafa,Mostafa مستەفا|حيدر Haider,Hayder,Haydar -
سعد Saad,Sa'ad سەعد|صالح Salih,Saleh ساڵح|خلف Khalaf خەلەف|كاظم Kadhim,Kazem,Kadim -
عبدالرحمن Abdulrahman,Abd al-Rahman عەبدولڕەحمان|سليمان Sulaiman,Suleiman,Sliman سلێمان
قاسم Qasim,Qassim,Kassem قاسم|عادل Adil,Adel -|ماجد Majid,Majed -|رائد Raed,Raid -
فارس Faris,Fares فارس|طارق Tariq,Tareq تاریق|وليد Walid,Waleed وەلید
ياسين Yasin,Yaseen یاسین|عثمان Othman,Osman,Uthman عوسمان|بلال Bilal,Belal -
زياد Ziyad,Ziad -|سالم Salim,Salem سالم|فاضل Fadhil,Fadel فازڵ|هادي Hadi هادی
مهدي Mahdi,Mehdi مەهدی|جمال Jamal جەمال|كمال Kamal کەمال|نبيل Nabil,Nabeel نەبیل
عدنان Adnan عەدنان|غانم Ghanim,Ghanem -|شاكر Shakir,Shaker شاکر|صلاح Salah سەلاح
صلاح الدين Salahaddin,Salah al-Din سەلاحەدین|نورالدين Nouraddin,Nooruldin نوورەدین
عزالدين Izzaddin,Ezzaldin -|ناصر Nasir,Nasser ناسر|حامد Hamid,Hamed حامید
حميد Hameed,Hamid -|رشيد Rashid,Rasheed ڕەشید|سامي Sami,Samy سامی|رعد Raad,Ra'ad -
مروان Marwan مەروان|ليث Laith,Layth -|ضياء Dhiaa,Diaa,Zia -|مرتضى Murtadha,Mortada -
علاء Alaa,Ala -|عماد Imad,Emad عیماد|باسم Basim,Basem -|حسام Husam,Hossam -
وسام Wisam,Wissam -|عصام Isam,Essam -|هيثم Haitham,Haytham -|ايمن Ayman,Aymen -
اياد Ayad,Iyad -|امجد Amjad,Amjed -|انور Anwar,Enwer ئەنوەر|اكرم Akram,Ekrem ئەکرەم
رمضان Ramadan,Ramadhan ڕەمەزان|شعبان Shaban,Shaaban شەعبان|خضر Khidir,Khudhur,Khider خدر
الياس Ilyas,Elias ئیلیاس|ادريس Idris,Edris ئیدریس|اسماعيل Ismail,Ismael ئیسماعیل
داود Dawood,Daoud داود|يونس Younis,Yunus یونس|طه Taha تەها|ذنون Thanoon,Dhanun -
عزيز Aziz,Azeez عەزیز|فيصل Faisal,Faysal فەیسەڵ|هيمن Hemin,Hêmin هێمن|ئاراس Aras ئاراس
كاروان Karwan کاروان|ريبوار Rebwar,Rêbwar ڕێبوار|شيركو Sherko,Şêrko شێرکۆ
ازاد Azad ئازاد|سردار Sardar سەردار|دلشاد Dilshad,Dlshad دڵشاد
بختيار Bakhtiyar,Baxtiyar بەختیار|خديدا Khudeda,Khdida خدێدا|مراد Murad,Mirad موراد
قحطان Qahtan,Kahtan -|غسان Ghassan -|زيد Zaid,Zayd -|سيف Saif,Sayf -|عقيل Aqeel,Akil -
جعفر Jaafar,Jafar -|صادق Sadiq,Sadeq -"""

WOMEN = """\
فاطمة Fatima,Fatimah,Fatma فاتیمە|زينب Zainab,Zeinab زەینەب|مريم Maryam,Mariam مەریەم
نور Noor,Nour نوور|زهراء Zahraa,Zahra زەهرا|سارة Sara,Sarah سارا|هدى Huda,Hoda هودا
امنة Amina,Amna -|خديجة Khadija,Khadeeja خەدیجە|عائشة Aisha,Aysha عایشە
ليلى Layla,Leila لەیلا|سعاد Suad,Souad -|رنا Rana -|منى Muna,Mona -|اسماء Asmaa,Asma -
شيماء Shaima,Shaymaa -|دعاء Duaa,Doaa -|ايمان Iman,Eman -|حنان Hanan -
سميرة Samira,Sameera -|كريمة Karima,Kareema -|جميلة Jamila,Jameela -|وردة Warda -
نجلاء Najlaa,Najla -|رقية Ruqaya,Ruqayya -|سلمى Salma -|هناء Hanaa,Hana -
وفاء Wafaa,Wafa -|بشرى Bushra -|ندى Nada -|غفران Ghufran -|رحمة Rahma -|تبارك Tabarak -
شهد Shahad -|روان Rawan -|نسرين Nasreen,Nisrin نەسرین|شيرين Shirin,Sherin شیرین
ژيان Zhyan,Jian ژیان|بيريفان Berivan,Perivan بێریڤان|نازدار Nazdar نازدار
هيفي Hevi,Hivi هێڤی|چنار Chnar چنار|سناء Sanaa,Sana -|امل Amal -|حليمة Halima,Haleema -
ابتسام Ibtisam,Ebtisam -|انتصار Intisar -|سوسن Sawsan -|خولة Khawla -
صبيحة Sabiha,Sabeeha -|بدرية Badriya -|نادية Nadia,Nadiya -|ضحى Dhuha,Duha -
رغد Raghad -"""

LAQABS = """\
الجبوري Al-Jubouri,Aljubouri|العبيدي Al-Obaidi,Alubaidi|الدليمي Al-Dulaimi
الشمري Al-Shammari|الطائي Al-Taie|الحمداني Al-Hamdani|النعيمي Al-Nuaimi
اللهيبي Al-Luhaibi|الحديدي Al-Hadidi|البياتي Al-Bayati|العزاوي Al-Azzawi|الراوي Al-Rawi
العاني Al-Ani|الموصلي Al-Mosuli|السنجاري Al-Sinjari|الحيالي Al-Hayali|الخفاجي Al-Khafaji
التميمي Al-Tamimi|الزبيدي Al-Zubaidi|السامرائي Al-Samarrai|التكريتي Al-Tikriti
الجنابي Al-Janabi|الجحيشي Al-Juhaishi|العكيدي Al-Agidi|برزاني Barzani|زيباري Zebari
عقراوي Akrawi|دوسكي Doski|القيسي Al-Qaisi|الربيعي Al-Rubaie|المشهداني Al-Mashhadani
البدراني Al-Badrani|السبعاوي Al-Sabawi"""

LATIN: dict[str, str] = {
    pair[0]: pair[2:]
    for line in (
        "ب:b ت:t ث:th ج:j ح:h خ:kh د:d ذ:dh ر:r ز:z س:s ش:sh ص:s ض:dh ط:t ظ:dh ع: غ:gh ف:f ق:q",
        "ك:k ل:l م:m ن:n ه:h پ:p چ:ch ژ:zh گ:g ڤ:v",
    )
    for pair in line.split()
}
"""One way to hear each letter; ayn is mostly not heard."""

MISHEARD = dict(zip("ضظذدطصقهثغخزشين", "ظضدذتسكحتعحرسبت", strict=True))
"""One letter taken for another: by sound, or by a dot that was lost."""
